/** A house with something on every screen: for each role a user, for each kind of thing one that this user may see. */
import { seededRoles } from '#shared/identity/seeded-roles.ts'
import { firstCalendars } from '#shared/organisation/first-calendars.data.ts'
import type { UserName } from '../../harness/company.ts'
import type { Hub } from '../../harness/hub.ts'

/** A user of the harness's company for each seeded role. */
export const userOfRole = (code: string): UserName =>
  code === 'claim-handler' ? 'handler' : (code as UserName)

export type Things = Record<'client' | 'claim' | 'deal' | 'task' | 'role', string>

/** What each role is shown of each kind. */
export const inhabit = async (hub: Hub): Promise<Map<string, Things>> => {
  const client = hub.company.client.id
  const claim = await make(hub, 'agent', '/api/claims', {
    clientId: client,
    categoryId: (await hub.platform.db('claim_categories').orderBy('position').first('id')).id,
    severity: 'high',
    description: 'Погнутые листы в партии 1187',
  })
  const { id: role } = await hub.platform.db('roles').where({ code: 'supervisor' }).first('id')
  const all = new Map<string, Things>()
  for (const { code, grants } of seededRoles) {
    const user = userOfRole(code)
    const seller = grants['deal.work'] ? user : 'agent'
    const deal = await make(hub, seller, '/api/deals', {
      clientId: client,
      amountMinor: 1_250_000,
      comment: 'Швеллер, 12 м',
    })
    const task = await make(hub, user, '/api/tasks', {
      kind: 'follow-up',
      title: 'Отправить счёт',
      dueAt: hub.clock.now() + 3_600_000,
      clientId: client,
    })
    await hub.platform.db('notices').insert({
      user_id: hub.company.users[user],
      kind: 'task-overdue',
      key: `task-overdue:${task}`,
      data: JSON.stringify({ title: 'Отправить счёт', link: `/tasks/${task}` }),
    })
    all.set(code, { client, claim, deal, task, role })
  }
  // A calendar with days of every kind.
  const [russian] = firstCalendars
  const workedSaturday = { date: '2026-06-20', intervals: [{ from: 600, to: 900 }], name: 'Инвентаризация' }
  await hub.platform.db('calendars').insert({
    code: 'office',
    name_ru: 'Контора',
    name_en: 'Office',
    zone: russian!.zone,
    week: JSON.stringify(russian!.week),
    exceptions: JSON.stringify([...russian!.exceptions, workedSaturday]),
  })
  await addImport(hub, 'client_imports', ['name', 'phones', null])
  await addImport(hub, 'claim_imports', ['client', 'phone', 'description'])
  await addIncident(hub, claim)
  await make(hub, 'agent', '/api/suggestions', {
    title: 'Резка в размер',
    description: 'Чтобы лист резали у нас',
    clientId: client,
  })
  await make(hub, 'supervisor', '/api/articles', {
    titleRu: 'Погнутые листы: что делать',
    textRu: '# Сразу\n- составьте **акт**\n- приложите фотографии',
    titleEn: 'Bent sheets',
    textEn: 'Write a report of the damage.',
    categoryId: (await hub.platform.db('claim_categories').orderBy('position').first('id')).id,
    topic: 'claims',
    productId: null,
    groupId: null,
  })
  // A letter in the outgoing box.
  await (await hub.as('agent')).post('/api/password/forgot', { email: 'agent3@example.test' })
  return all
}

/** A file whose columns are yet to be said. */
const addImport = (hub: Hub, table: 'client_imports' | 'claim_imports', columns: (string | null)[]) =>
  hub.platform.db(table).insert({
    state: 'uploaded',
    file_name: 'клиенты.csv',
    file_kind: 'csv',
    bytes: 120,
    reading: JSON.stringify({ encoding: 'utf-8', delimiter: ';', sheet: null }),
    headers: JSON.stringify(['Название', 'Телефон', 'Комментарий']),
    samples: JSON.stringify([['Ромашка', '+7 495 700-00-01', 'раз']]),
    columns: JSON.stringify(columns),
    made_by: hub.company.users.administrator,
    made_at: new Date(hub.clock.now()),
    moved_at: new Date(hub.clock.now()),
  })

/** Claims of one cause, one of them. */
const addIncident = async (hub: Hub, claim: string): Promise<void> => {
  const { db } = hub.platform
  const at = new Date(hub.clock.now())
  const { administrator } = hub.company.users
  const [{ id }] = await db('incidents')
    .insert({ name: 'Погнутые листы', opened_by: administrator, opened_at: at })
    .returning('id')
  await db('incident_claims').insert({
    claim_id: claim,
    incident_id: id,
    added_by: administrator,
    added_at: at,
  })
}

const make = async (
  hub: Hub,
  user: UserName,
  path: string,
  body: Record<string, unknown>,
): Promise<string> => {
  const answer = await (await hub.as(user)).post(path, body)
  if (answer.status !== 200) throw new Error(`${path} as ${user}: ${JSON.stringify(answer.error)}`)
  return answer.body.id
}

/** A page of the router at an address where there is something to see. */
export const addressOf = async (hub: Hub, path: string, things: Things): Promise<string> => {
  const first = await hub.platform.db('interactions').orderBy('arrived_at').first('id')
  const interaction = first?.id
  const { id: calendar } = await hub.platform.db('calendars').where({ code: 'office' }).first('id')
  const { id: clientImport } = await hub.platform.db('client_imports').first('id')
  const { id: claimImport } = await hub.platform.db('claim_imports').first('id')
  const { users, queues } = hub.company
  const { id: incident } = await hub.platform.db('incidents').first('id')
  const { id: suggestion } = await hub.platform.db('suggestions').first('id')
  const { id: article } = await hub.platform.db('articles').first('id')
  const { id: template } = await hub.platform.db('letter_templates').first('id')
  const { id: clock } = await hub.platform.db('claim_clocks').where({ claim_id: things.claim }).first('id')
  const known: Record<string, string> = {
    '/clients/:clientId': things.client,
    '/clients/import/:importId': clientImport,
    '/claims/import/:importId': claimImport,
    '/interactions/:interactionId': interaction,
    '/interactions/:interactionId/routing': interaction,
    '/tasks/:taskId': things.task,
    '/claims/:id': things.claim,
    '/claims/:id/clocks/:clock': things.claim,
    '/deals/:id': things.deal,
    '/incidents/:id': incident,
    '/suggestions/:id': suggestion,
    '/knowledge/:id': article,
    '/knowledge/:id/edit': article,
    '/administration/letter-templates/:id': template,
    '/administration/users/:id': users.agent,
    '/administration/roles/:id': things.role,
    '/administration/calendars/:id': calendar,
    '/administration/markets/:id': hub.company.markets.ru,
    '/administration/prompts/:id': 'greeting',
    '/administration/queues/:id': queues['sales-ru'],
    '/:rest(.*)*': 'nowhere',
  }
  const id = known[path]
  if (id === undefined && path.includes(':')) throw new Error(`nothing is known to show at ${path}`)
  return path.replace(/:[^/]+/, id ?? '').replace(':clock', clock)
}
