/** A new version of a flow: validated, then active for the calls that come from now on. */

import { flowPublished } from '#shared/telephony/call.events.ts'
import { type FlowDefinition, flowDefinition } from '#shared/telephony/flow.contract.ts'
import { fieldsOf } from '../platform/bad-input.ts'
import type { Trx } from '../platform/database.ts'
import { invalid } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { insertFlowVersion } from './flow.store.ts'

/** Throws 422 naming each faulty step. */
export const publishFlow = async (
  trx: Trx,
  flow: { code: string; definition: FlowDefinition; actorId: string | null; now: number },
): Promise<{ version: number }> => {
  const checked = flowDefinition.safeParse(flow.definition)
  if (!checked.success) throw invalid(fieldsOf(checked.error))
  const row = await insertFlowVersion(trx, {
    code: flow.code,
    definition: checked.data,
    createdBy: flow.actorId,
  })
  await appendEvent(trx, flowPublished, {
    subjectId: row.id,
    actorId: flow.actorId,
    at: flow.now,
    data: { code: row.code, version: row.version },
  })
  return { version: row.version }
}
