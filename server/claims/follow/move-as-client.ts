/** The client's own word on the answer, by their page: accepted, confirmed, or not. */
import { randomUUID } from 'node:crypto'
import { conflict } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { MoveClaimInput } from '#shared/claims/claim.contract.ts'
import type { Followed } from '#shared/claims/follow/follow.contract.ts'
import { type ClientMove, clientMovesFrom } from '#shared/claims/follow/stage.ts'
import { moveLocked } from '../move-claim.ts'
import { actOnFollowed, type Caller } from './follow-claim.ts'
import { keepWord } from './hear-client.ts'

/** @throws as `followClaim`; 409 `stale`, `move_not_allowed`; 422 for missing `grounds` */
export const moveAsClient = (
  platform: Platform,
  caller: Caller,
  { move, version, grounds }: { move: ClientMove; version: number; grounds?: string | undefined },
): Promise<Followed> =>
  actOnFollowed(platform, caller, async (trx, claim, now) => {
    const allowed = clientMovesFrom(claim.state)
    if (claim.version !== version) throw conflict('stale')
    if (!allowed.includes(move)) throw conflict('move_not_allowed')
    const said = move === 'dispute' || move === 'reopen' ? { grounds } : {}
    await moveLocked(trx, { actor: null, now }, claim, { move, version, ...said } as MoveClaimInput)
    if (!grounds || !('grounds' in said)) return
    await keepWord(trx, claim, { id: randomUUID(), channel: 'page', text: grounds, now })
  })
