/** A new version of a flow: validated, then active for the calls that come from now on. */

import { flowPublished } from '#shared/telephony/call.events.ts'
import { type FlowDefinition, flowDefinition } from '#shared/telephony/flow.contract.ts'
import { fieldsOf } from '../platform/bad-input.ts'
import type { Trx } from '../platform/database.ts'
import { conflict, invalid } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { insertFlowVersion } from './flow.store.ts'

export type Publishing = {
  code: string
  definition: FlowDefinition
  actorId: string | null
  now: number
  /** The version that this one is to follow: 409 when it is no longer in use. Without it, whatever is. */
  after?: number
  /** The earlier version that this one brings back. */
  restores?: number
}

/** Throws 422 naming each faulty step; 409 `conflict` when another version came first. */
export const publishFlow = async (trx: Trx, flow: Publishing): Promise<{ id: string; version: number }> => {
  const checked = flowDefinition.safeParse(flow.definition)
  if (!checked.success) throw invalid(fieldsOf(checked.error))
  const row = await insertFlowVersion(trx, {
    code: flow.code,
    definition: checked.data,
    createdBy: flow.actorId,
    restores: flow.restores ?? null,
    at: flow.now,
    after: flow.after ?? null,
  })
  if (!row) throw conflict('conflict', { code: flow.code })
  await appendEvent(trx, flowPublished, {
    subjectId: row.id,
    actorId: flow.actorId,
    at: flow.now,
    data: { code: row.code, version: row.version },
  })
  return { id: row.id, version: row.version }
}
