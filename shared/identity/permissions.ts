/** Every permission there is. Roles are rows; these names are code. Scope of a grant: own, department, market, all. */
export const permissions = {
  'agent.self': {
    ru: 'Работать оператором: статус, вызовы, свой день',
    en: 'Work as an agent: presence, offers, own day',
  },
  'agent.supervise': { ru: 'Менять статус других операторов', en: 'Change the presence of other agents' },
  'call.work': {
    ru: 'Вести разговор: удержание, перевод, завершение',
    en: 'Work a call: hold, transfer, hang up',
  },
  'call.start': { ru: 'Звонить клиентам', en: 'Call clients' },
  'interaction.read': { ru: 'Видеть обращения', en: 'See interactions' },
  'interaction.export': { ru: 'Выгружать обращения файлом', en: 'Export interactions as a file' },
  'interaction.wrap-up': { ru: 'Заполнять итог обращения', en: 'Wrap up an interaction' },
  'recording.play': { ru: 'Слушать записи разговоров', en: 'Play recordings' },
  'queue.watch': { ru: 'Видеть табло очередей и операторов', en: 'Watch queues and agents live' },
  'queue.move': {
    ru: 'Переводить ожидающих и менять приоритет',
    en: 'Move waiting interactions and set priority',
  },
  'routing.explain': { ru: 'Видеть, почему выбран оператор', en: 'See why an agent was chosen' },
  'client.read': { ru: 'Видеть карточки клиентов', en: 'See client cards' },
  'client.edit': { ru: 'Создавать и править карточки', en: 'Create and edit client cards' },
  'client.merge': {
    ru: 'Объединять карточки и разделять обратно',
    en: 'Merge client cards and part them again',
  },
  'client.export': { ru: 'Выгружать карточки файлом', en: 'Export client cards as a file' },
  'client.disclose': {
    ru: 'Выдавать клиенту его данные файлом',
    en: 'Hand out a client’s data as a file',
  },
  'client.erase': { ru: 'Стирать личные данные клиентов', en: 'Erase clients’ personal data' },
  'client.hold': {
    ru: 'Накладывать и снимать запрет на стирание',
    en: 'Put and lift legal holds on erasing',
  },
  'client.import': { ru: 'Загружать карточки из файла', en: 'Import client cards from a file' },
  'client.note': { ru: 'Писать заметки', en: 'Write notes' },
  'message.send': { ru: 'Писать клиентам SMS', en: 'Write SMS to clients' },
  'task.read': { ru: 'Видеть задачи', en: 'See tasks' },
  'task.work': { ru: 'Брать и завершать задачи', en: 'Take and finish tasks' },
  'task.assign': { ru: 'Назначать задачи другим', en: 'Assign tasks to others' },
  'claim.read': { ru: 'Видеть претензии', en: 'See claims' },
  'claim.open': { ru: 'Открывать претензии', en: 'Open claims' },
  'claim.work': { ru: 'Вести претензии', en: 'Work claims' },
  'compensation.propose': {
    ru: 'Предлагать компенсации по претензиям',
    en: 'Propose compensations for claims',
  },
  'compensation.approve': {
    ru: 'Утверждать, отклонять и отменять компенсации',
    en: 'Approve, refuse and take back compensations',
  },
  'compensation.limit': {
    ru: 'Задавать пределы компенсаций по ролям',
    en: 'Set the limits of compensations by role',
  },
  'claim.lead': {
    ru: 'Руководить работой с претензиями: общие виды, распределение, замещение',
    en: 'Lead the work on claims: shared views, assignment, substitutes',
  },
  'claim.board': {
    ru: 'Видеть табло претензий и проблемы по товарам — по видимым претензиям',
    en: 'See the board of claims and problems by product, of the claims that are seen',
  },
  'macro.share': {
    ru: 'Готовить общие заготовки и макросы',
    en: 'Prepare shared snippets and macros',
  },
  'claim.evidence': {
    ru: 'Собирать досье претензий для суда и проверки',
    en: 'Make evidence packs of claims for a court or an auditor',
  },
  'claim.export': { ru: 'Выгружать претензии файлом', en: 'Export claims as a file' },
  'claim.import': { ru: 'Загружать претензии из файла', en: 'Import claims from a file' },
  'claim.approve': { ru: 'Утверждать ответы на претензии', en: 'Approve answers to claims' },
  'incident.lead': {
    ru: 'Собирать претензии в массовые случаи и отвечать на них сразу',
    en: 'Gather claims into incidents and answer them at once',
  },
  'suggestion.read': { ru: 'Видеть пожелания', en: 'See suggestions' },
  'suggestion.note': { ru: 'Записывать пожелания и голоса', en: 'Write down suggestions and votes' },
  'suggestion.decide': { ru: 'Решать по пожеланиям', en: 'Decide about suggestions' },
  'knowledge.read': { ru: 'Читать базу знаний', en: 'Read the knowledge base' },
  'knowledge.write': { ru: 'Вести базу знаний', en: 'Keep the knowledge base' },
  'deal.read': { ru: 'Видеть сделки', en: 'See deals' },
  'deal.work': { ru: 'Вести сделки', en: 'Work deals' },
  'deal.export': { ru: 'Выгружать сделки файлом', en: 'Export deals as a file' },
  'rate.manage': { ru: 'Вести курсы валют', en: 'Keep exchange rates' },
  'record.read': { ru: 'Читать реестр продаж', en: 'Read the sales record' },
  'user.read': { ru: 'Видеть пользователей', en: 'See users' },
  'user.manage': { ru: 'Управлять пользователями', en: 'Manage users' },
  'token.make': { ru: 'Выпускать себе ключи API', en: 'Make API tokens for oneself' },
  'role.manage': { ru: 'Управлять ролями и правами', en: 'Manage roles and permissions' },
  'queue.manage': { ru: 'Управлять очередями и навыками', en: 'Manage queues and skills' },
  'organisation.manage': {
    ru: 'Настраивать организацию: календари, рынки, отделы, справочники',
    en: 'Set the organisation up: calendars, markets, departments, lists',
  },
  'flow.manage': { ru: 'Управлять сценариями звонков и фразами', en: 'Manage call flows and prompts' },
  'telephony.manage': {
    ru: 'Управлять телефонной сетью и номерами',
    en: 'Manage the telephone network and numbers',
  },
  'audit.read': { ru: 'Читать журнал аудита', en: 'Read the audit' },
  'outbox.manage': { ru: 'Видеть исходящее и повторять отправку', en: 'See the outbox and retry' },
} as const

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as Permission[]

export const scopes = ['own', 'department', 'market', 'all'] as const
export type Scope = (typeof scopes)[number]

/** One's own work, whoever one is: there is nobody else's to reach. */
const ownWork: readonly Permission[] = [
  'agent.self',
  'call.work',
  'call.start',
  'interaction.wrap-up',
  'token.make',
]
/** The floor, the line and the house are one: these are held for all of it or not at all. */
const houseWide: readonly Permission[] = [
  'agent.supervise',
  'queue.watch',
  'queue.move',
  'routing.explain',
  'client.import',
  'claim.import',
  'role.manage',
  'rate.manage',
  'compensation.limit',
  // Of one product and one batch whoever asks; claims and clients are named as far as each is in reach.
  'incident.lead',
  'suggestion.read',
  'suggestion.note',
  'suggestion.decide',
  'knowledge.read',
  'knowledge.write',
  'claim.lead',
  // Of the claims that the reader sees: how far that is, `claim.read` says.
  'claim.board',
  'macro.share',
  'organisation.manage',
  'flow.manage',
  'telephony.manage',
  'audit.read',
  'outbox.manage',
]

/** The scopes that a permission may be granted with, narrowest first: none that its stores would not keep to. */
export const scopesOf = (permission: Permission): readonly Scope[] => {
  if (ownWork.includes(permission)) return ['own']
  return houseWide.includes(permission) ? ['all'] : scopes
}

/** The wider of two scopes; a user with several roles holds the widest. */
export const wider = (a: Scope, b: Scope): Scope => (scopes.indexOf(a) >= scopes.indexOf(b) ? a : b)
