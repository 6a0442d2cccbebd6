/** The rows of flows: versions of a definition, one of each code active. */
import type { FlowDefinition } from '#shared/telephony/flow.contract.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type FlowRow = {
  id: string
  code: string
  version: number
  definition: FlowDefinition
  active: boolean
}

export const activeFlow = (db: Queryable, code: string): Promise<FlowRow | undefined> =>
  db('flows').where({ code, active: true }).first<FlowRow | undefined>()

const known = new Map<string, FlowDefinition>()

/** A version's definition is never rewritten, so each is read once in a process. */
export const flowDefinition = async (db: Queryable, id: string): Promise<FlowDefinition | undefined> => {
  const remembered = known.get(id)
  if (remembered) return remembered
  const row = await db('flows').where({ id }).first<Pick<FlowRow, 'definition'> | undefined>('definition')
  if (row) known.set(id, row.definition)
  return row?.definition
}

/** The new version becomes the active one; calls in progress keep theirs. */
export const insertFlowVersion = async (
  trx: Trx,
  flow: { code: string; definition: FlowDefinition; createdBy: string | null },
): Promise<FlowRow> => {
  await trx('flows').where({ code: flow.code, active: true }).update({ active: false })
  const last = await trx('flows')
    .where({ code: flow.code })
    .max({ version: 'version' })
    .first<{ version: number | null }>()
  const [row] = await trx('flows')
    .insert({
      code: flow.code,
      version: (last?.version ?? 0) + 1,
      definition: JSON.stringify(flow.definition),
      active: true,
      created_by: flow.createdBy,
    })
    .returning<FlowRow[]>('*')
  if (!row) throw new Error('flow was not written')
  return row
}
