/**
 * One thing of each noun in each of four places, seen from the probe: its own, its department's, its market's, and far
 * from it. The probe is of the first department and the home market; its own things are abroad, so that only ownership
 * brings them near.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cheapCost, createUser, hashPassword } from '#server/identity/index.ts'
import { type Database, inTransaction } from '#server/platform/database.ts'
import type { Permission, Scope } from '#shared/identity/permissions.ts'
import { emailOf, PASSWORD } from './company.ts'
import type { Hub } from './hub.ts'
import { Visitor } from './visitor.ts'

export const places = ['own', 'department', 'market', 'far'] as const
export type Place = (typeof places)[number]

/** What each scope reaches. */
export const reached: Record<Scope, readonly Place[]> = {
  own: ['own'],
  department: ['own', 'department'],
  market: ['own', 'market'],
  all: places,
}

export const nouns = [
  'user',
  'client',
  'interaction',
  'recording',
  'conversation',
  'task',
  'claim',
  'compensation',
  'deal',
  'line',
  'queue',
] as const
export type Noun = (typeof nouns)[number]
/** The ids of the noun's things; a line of the record is known by its event's number. */
export type World = {
  ids: Record<Noun, Record<Place, string>>
  probe: Visitor
  /** What the probe may from now on. */
  grant(grants: Partial<Record<Permission, Scope>>): Promise<void>
  /** Things as they were, whatever was done to them. */
  mend(): Promise<void>
}

const ROLE = 'probe'
const at = () => new Date()

export const makeReachWorld = async (hub: Hub): Promise<World> => {
  const { db } = hub.platform
  const add = adder(db)
  const { ru: home, export: abroad } = hub.company.markets
  const departments = {
    near: await add('departments', { code: 'near', name_ru: 'near', name_en: 'near' }),
    other: await add('departments', { code: 'other', name_ru: 'other', name_en: 'other' }),
  }
  const roleId = await add('roles', { code: ROLE, name_ru: ROLE, name_en: ROLE })
  const marketOfUser = { own: home, department: abroad, market: home, far: abroad }
  const marketOfThing = { ...marketOfUser, own: abroad }
  const ids = Object.fromEntries(nouns.map((noun) => [noun, {}])) as World['ids']
  for (const [order, place] of places.entries()) {
    const departmentId = place === 'own' || place === 'department' ? departments.near : departments.other
    const owner = await makeOwner(db, { place, departmentId, marketId: marketOfUser[place] })
    ids.user[place] = owner
    await makeThings(hub, { place, order, owner, departmentId, marketId: marketOfThing[place] }, ids)
  }
  const probe = new Visitor(hub.url)
  await probe.signIn(emailOf('own'), PASSWORD)
  return { ids, probe, grant: granter(db, roleId), mend: () => mend(db) }
}

const adder =
  (db: Database) =>
  async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [added] = await db(table).insert(row).returning<{ id: string }[]>('id')
    return added?.id ?? ''
  }

const makeOwner = async (
  db: Database,
  { place, departmentId, marketId }: { place: Place; departmentId: string; marketId: string },
): Promise<string> => {
  const passwordHash = await hashPassword(PASSWORD, cheapCost)
  return inTransaction(db, (trx) =>
    createUser(trx, {
      email: emailOf(place),
      name: `owner ${place}`,
      passwordHash,
      language: 'en',
      departmentId,
      marketId,
      // Somebody has to be able to have work: it is the probe's own grants that are tried.
      roles: place === 'own' ? [ROLE] : ['agent'],
    }),
  )
}

type Setting = { place: Place; order: number; owner: string; departmentId: string; marketId: string }

const makeThings = async (hub: Hub, where: Setting, ids: World['ids']): Promise<void> => {
  const { place, owner, marketId } = where
  const add = adder(hub.platform.db)
  const client_id = await add('clients', {
    kind: 'company',
    name: `Reach ${place}`,
    market_id: marketId,
    language: 'en',
    manager_id: owner,
  })
  ids.client[place] = client_id
  const call = { provider: 'test', provider_ref: place, direction: 'inbound', state: 'ended' }
  const call_id = await add('calls', { ...call, created_at: at() })
  ids.interaction[place] = await add('interactions', {
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    call_id,
    client_id,
    market_id: marketId,
    agent_id: owner,
    arrived_at: at(),
  })
  ids.recording[place] = await addRecording(hub, { call_id, interaction_id: ids.interaction[place] })
  const address = `+7495000010${where.order}`
  ids.conversation[place] = await add('interactions', {
    channel: 'sms',
    address,
    direction: 'inbound',
    state: 'arrived',
    client_id,
    market_id: marketId,
    agent_id: owner,
    arrived_at: at(),
  })
  const of = { interaction_id: ids.conversation[place], address, number: '+74950000001' }
  await hub.platform.db('conversations').insert({ ...of, last_at: at() })
  ids.task[place] = await add('tasks', {
    kind: 'follow-up',
    title: place,
    client_id,
    owner_id: owner,
    due_at: at(),
  })
  await makeDealings(hub.platform.db, where, ids)
  await makeLineAndQueue(hub.platform.db, where, ids)
}

const makeDealings = async (db: Database, where: Setting, ids: World['ids']): Promise<void> => {
  const { place, order, owner, marketId } = where
  const of = { client_id: ids.client[place], market_id: marketId, opened_at: at() }
  ids.claim[place] = await adder(db)('claims', {
    ...of,
    number: `ZZ-2026-00000${order}`,
    handler_id: owner,
    category_id: (await db('claim_categories').first<{ id: string }>('id')).id,
    severity: 'normal',
    description: place,
    state: 'received',
    deadline_at: at(),
  })
  ids.compensation[place] = await adder(db)('compensations', {
    claim_id: ids.claim[place],
    kind: 'refund',
    amount_minor: 1,
    currency: 'RUB',
    reason: place,
    state: 'proposed',
    proposed_by: owner,
    proposed_at: at(),
  })
  ids.deal[place] = await adder(db)('deals', {
    ...of,
    manager_id: owner,
    state: 'lead',
    currency: 'USD',
    stage_at: at(),
  })
}

const makeLineAndQueue = async (db: Database, where: Setting, ids: World['ids']): Promise<void> => {
  const { place, order, owner, departmentId, marketId } = where
  const event_id = 9_000 + order
  await db('record_lines').insert({
    event_id,
    line: 0,
    at: at(),
    kind: 'interaction.closed',
    subject_id: ids.interaction[place],
    manager_id: owner,
    department_id: departmentId,
    market_id: marketId,
  })
  ids.line[place] = String(event_id)
  const calendar = await db('calendars').first<{ id: string }>('id')
  ids.queue[place] = await adder(db)('queues', {
    code: `reach-${place}`,
    name_ru: place,
    name_en: place,
    market_id: marketId,
    language: 'en',
    topic: 'reach',
    calendar_id: calendar.id,
  })
  await db('queue_agents').insert({ queue_id: ids.queue[place], user_id: owner })
}

const addRecording = async (hub: Hub, of: { call_id: string; interaction_id: string }): Promise<string> => {
  const folder = path.join(hub.dataDir, 'recordings')
  mkdirSync(folder, { recursive: true })
  const file = `${of.interaction_id}.wav`
  writeFileSync(path.join(folder, file), '')
  return adder(hub.platform.db)('recordings', { ...of, state: 'done', path: file, started_at: at() })
}

const granter = (db: Database, roleId: string) => async (grants: Partial<Record<Permission, Scope>>) => {
  await db('role_grants').where('role_id', roleId).delete()
  const rows = Object.entries(grants).map(([permission, scope]) => ({ role_id: roleId, permission, scope }))
  await db('role_grants').insert(rows)
  // The stamp by which live sessions notice that their rights are others.
  await db('roles').where('id', roleId).increment('version', 1)
}

const mend = async (db: Database): Promise<void> => {
  await db('client_disclosures').delete()
  await db('client_holds').delete()
  await db.raw(
    `insert into client_holds (client_id, reason, put_at) select id, 'reach', now() from clients where name like 'Reach %'`,
  )
  await db('tasks').update({ state: 'open', done_at: null, done_by: null, result_code: null })
}
