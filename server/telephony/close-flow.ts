/** An administrator takes a flow out of use. Calls that it leads keep it, its versions stay, and it can be added again. */
import { flowClosed } from '#shared/telephony/call.events.ts'
import { USUAL_FLOW } from '#shared/telephony/flow-versions.contract.ts'
import { audit } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inTransaction } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { takeFlowOut } from './flow.store.ts'
import { numbersOfFlow } from './numbers/number.store.ts'

/** Throws 409 `usual_flow`; 409 `numbers_lead_here` with `numbers`; 404. */
export const closeFlow = (platform: Platform, { actor, code }: { actor: Actor; code: string }) =>
  inTransaction(platform.db, async (trx) => {
    if (code === USUAL_FLOW) throw conflict('usual_flow')
    const row = await takeFlowOut(trx, code)
    if (!row) throw notFound('flow', code)
    const numbers = await numbersOfFlow(trx, code)
    if (numbers.length > 0)
      throw conflict('numbers_lead_here', { numbers: numbers.map(({ number }) => number).join(', ') })
    const at = platform.clock.now()
    const data = { code, version: row.version }
    await appendEvent(trx, flowClosed, { subjectId: row.id, actorId: actor.userId, at, data })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'flow.close',
      outcome: 'ok',
      subjectKind: 'flow',
      subjectId: row.id,
      data,
    })
  })
