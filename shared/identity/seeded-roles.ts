/** The roles a new hub begins with. After that they are rows, and an administrator's to change. */
import { type Permission, permissionNames, type Scope, scopesOf } from './permissions.ts'

export type SeededRole = {
  code: string
  nameRu: string
  nameEn: string
  grants: Partial<Record<Permission, Scope>>
}

const agent: SeededRole['grants'] = {
  'agent.self': 'own',
  'call.work': 'own',
  'call.start': 'own',
  'interaction.read': 'all',
  'interaction.wrap-up': 'own',
  'recording.play': 'own',
  'client.read': 'all',
  'client.edit': 'all',
  'client.note': 'all',
  'message.send': 'all',
  'task.read': 'own',
  'task.work': 'own',
  'claim.read': 'all',
  'claim.open': 'all',
  'suggestion.read': 'all',
  'suggestion.note': 'all',
  'knowledge.read': 'all',
  'deal.read': 'own',
  'deal.work': 'own',
}

/** Of who works at a desk; an administrator does not. */
const atADesk: readonly Permission[] = ['agent.self', 'call.work', 'call.start']

const reader = (scope: Scope): SeededRole['grants'] => ({
  'interaction.read': scope,
  'client.read': 'all',
  'client.note': 'all',
  'task.read': scope,
  'task.work': 'own',
  'task.assign': scope,
  'claim.read': scope,
  'suggestion.read': 'all',
  'knowledge.read': 'all',
  'deal.read': scope,
  'record.read': scope,
  'queue.watch': 'all',
})

export const seededRoles: SeededRole[] = [
  { code: 'agent', nameRu: 'Оператор', nameEn: 'Agent', grants: agent },
  {
    code: 'claim-handler',
    nameRu: 'Специалист по претензиям',
    nameEn: 'Claim handler',
    grants: { ...agent, 'claim.work': 'all', 'compensation.propose': 'all', 'recording.play': 'all' },
  },
  {
    code: 'supervisor',
    nameRu: 'Супервизор',
    nameEn: 'Supervisor',
    grants: {
      ...agent,
      'agent.supervise': 'all',
      'recording.play': 'all',
      'queue.watch': 'all',
      'queue.move': 'all',
      'routing.explain': 'all',
      'task.read': 'all',
      'task.work': 'all',
      'task.assign': 'all',
      'client.merge': 'all',
      'claim.work': 'all',
      'compensation.propose': 'all',
      'claim.lead': 'all',
      'claim.board': 'all',
      'claim.approve': 'all',
      'incident.lead': 'all',
      'knowledge.write': 'all',
      'macro.share': 'all',
      'deal.read': 'all',
      'record.read': 'all',
      'user.read': 'all',
    },
  },
  {
    code: 'head-sales',
    nameRu: 'Руководитель отдела продаж',
    nameEn: 'Head of sales',
    grants: {
      ...reader('all'),
      'client.edit': 'all',
      'client.merge': 'all',
      'message.send': 'all',
      'deal.work': 'all',
      'rate.manage': 'all',
      'recording.play': 'department',
    },
  },
  {
    code: 'head-marketing',
    nameRu: 'Руководитель отдела маркетинга',
    nameEn: 'Head of marketing',
    grants: { ...reader('all'), 'suggestion.note': 'all', 'suggestion.decide': 'all' },
  },
  {
    code: 'head-after-sales',
    nameRu: 'Руководитель сервиса',
    nameEn: 'Head of after-sales',
    grants: {
      ...reader('all'),
      'claim.open': 'all',
      'claim.work': 'all',
      'compensation.propose': 'all',
      'compensation.approve': 'all',
      'claim.lead': 'all',
      'claim.board': 'all',
      'claim.evidence': 'all',
      'claim.approve': 'all',
      'incident.lead': 'all',
      'suggestion.note': 'all',
      'suggestion.decide': 'all',
      'knowledge.write': 'all',
      'macro.share': 'all',
      'recording.play': 'all',
      'client.disclose': 'all',
      'client.erase': 'all',
      'client.hold': 'all',
    },
  },
  {
    code: 'director',
    nameRu: 'Директор',
    nameEn: 'Director',
    grants: {
      ...reader('all'),
      'claim.board': 'all',
      'compensation.approve': 'all',
      'recording.play': 'all',
      'routing.explain': 'all',
      'user.read': 'all',
    },
  },
  {
    code: 'administrator',
    nameRu: 'Администратор',
    nameEn: 'Administrator',
    grants: Object.fromEntries(
      permissionNames.filter((name) => !atADesk.includes(name)).map((name) => [name, scopesOf(name).at(-1)]),
    ),
  },
]
