/** A new hub leads callers from its first minute: without any flow it is given the usual one. */
import { firstFlow } from '#shared/telephony/flow.contract.ts'
import { USUAL_FLOW } from '#shared/telephony/flow-versions.contract.ts'
import { inTransaction } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { activeFlow, lockFirstFlow } from './flow.store.ts'
import { publishFlow } from './publish-flow.ts'

/** Of several nodes that start at once one writes it. */
export const ensureFirstFlow = ({ db, clock }: Platform): Promise<void> =>
  inTransaction(db, async (trx) => {
    await lockFirstFlow(trx)
    if (await activeFlow(trx, USUAL_FLOW)) return
    await publishFlow(trx, { code: USUAL_FLOW, definition: firstFlow, actorId: null, now: clock.now() })
  })
