/** The rows of flows: versions of a definition, one of each code active. */
import type { FlowDefinition } from '#shared/telephony/flow.contract.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type FlowRow = {
  id: string
  code: string
  version: number
  definition: FlowDefinition
  active: boolean
  created_at: number
  created_by: string | null
  restores: number | null
}
export type PublishedFlow = FlowRow & { author: string | null }

export const activeFlow = (db: Queryable, code: string): Promise<FlowRow | undefined> =>
  db('flows').where({ code, active: true }).first<FlowRow | undefined>()

export const activeFlows = (db: Queryable): Promise<{ code: string; version: number }[]> =>
  db('flows').where({ active: true }).orderBy('code').select('code', 'version')

export const activeDefinitions = (db: Queryable): Promise<Pick<FlowRow, 'code' | 'definition'>[]> =>
  db('flows').where({ active: true }).orderBy('code').select('code', 'definition')

/** One process at a time looks whether there is a flow at all. */
export const lockFirstFlow = async (trx: Trx): Promise<void> => {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('first-flow', 0))`)
}

/** Whoever publishes or closes it next waits for this transaction, and then finds what it has done. */
export const lockFlow = async (trx: Trx, code: string): Promise<void> => {
  await trx('flows').where({ code, active: true }).forUpdate().select('id')
}

/** Leaves the code without a version in use; null where it has none. */
export const takeFlowOut = async (trx: Trx, code: string): Promise<FlowRow | null> => {
  const [row] = await trx('flows')
    .where({ code, active: true })
    .update({ active: false })
    .returning<FlowRow[]>('*')
  return row ?? null
}

const withAuthor = (db: Queryable, code: string) =>
  db('flows')
    .leftJoin('users', 'users.id', 'flows.created_by')
    .where({ code })
    .orderBy('flows.version', 'desc')
    .select('flows.*', 'users.name as author')

/** The newest first. */
export const versionsOfFlow = (db: Queryable, code: string, limit: number): Promise<PublishedFlow[]> =>
  withAuthor(db, code).limit(limit)

export const publishedFlow = (db: Queryable, code: string): Promise<PublishedFlow | undefined> =>
  withAuthor(db, code).where({ 'flows.active': true }).first()

export const flowOfVersion = (db: Queryable, code: string, version: number): Promise<FlowRow | undefined> =>
  db('flows').where({ code, version }).first<FlowRow | undefined>()

const known = new Map<string, FlowDefinition>()

/** A version's definition is never rewritten, so each is read once in a process. */
export const flowDefinition = async (db: Queryable, id: string): Promise<FlowDefinition | undefined> => {
  const remembered = known.get(id)
  if (remembered) return remembered
  const row = await db('flows').where({ id }).first<Pick<FlowRow, 'definition'> | undefined>('definition')
  if (row) known.set(id, row.definition)
  return row?.definition
}

export type NewFlow = {
  code: string
  definition: FlowDefinition
  createdBy: string | null
  restores: number | null
  at: number
  /** The version that must still be the active one; without it whatever is. */
  after: number | null
}

/** The new version becomes the active one; calls in progress keep theirs. Null when another was published first. */
export const insertFlowVersion = async (trx: Trx, flow: NewFlow): Promise<FlowRow | null> => {
  const { code, after } = flow
  const replaced = await trx('flows')
    .where({ code, active: true, ...(after !== null && { version: after }) })
    .update({ active: false })
  if (after !== null && replaced === 0) return null
  const last = await trx('flows')
    .where({ code })
    .max({ version: 'version' })
    .first<{ version: number | null }>()
  const [row] = await trx('flows')
    .insert({
      code,
      version: (last?.version ?? 0) + 1,
      definition: JSON.stringify(flow.definition),
      active: true,
      created_by: flow.createdBy,
      created_at: new Date(flow.at),
      restores: flow.restores,
    })
    .returning<FlowRow[]>('*')
  if (!row) throw new Error('flow was not written')
  return row
}
