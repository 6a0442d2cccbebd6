/** An administrator begins another flow, for another number or page, from one that stands. */
import type { FlowView } from '#shared/telephony/flow-versions.contract.ts'
import { audit } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inTransaction } from '../platform/database.ts'
import { conflict, invalid } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { type FlowHandlers, readFlow } from './edit-flow.ts'
import { activeFlow, lockFirstFlow } from './flow.store.ts'
import { publishFlow } from './publish-flow.ts'

/** Throws 409 `exists`; 422 `like: unknown`. */
export const addFlow = (
  platform: Platform,
  handlers: FlowHandlers,
  wish: { actor: Actor; code: string; like: string },
): Promise<FlowView> =>
  inTransaction(platform.db, async (trx) => {
    const { code, actor } = wish
    await lockFirstFlow(trx)
    if (await activeFlow(trx, code)) throw conflict('exists', { code })
    const like = await activeFlow(trx, wish.like)
    if (!like) throw invalid({ like: 'unknown' })
    const at = platform.clock.now()
    const { definition } = like
    const { id, version } = await publishFlow(trx, { code, definition, actorId: actor.userId, now: at })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'flow.add',
      outcome: 'ok',
      subjectKind: 'flow',
      subjectId: id,
      data: { code, version, like: wish.like },
    })
    return readFlow(trx, handlers, code)
  })
