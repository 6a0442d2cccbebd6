/** What the hub does not see by itself: the client was told how it stands, or wrote to us on another way. */
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import type { Doing } from '#server/sales/index.ts'
import type { toldBy } from '#shared/claims/clock.events.ts'
import { lockClaimAtWork } from '../claim-at-work.ts'
import { clientWrote } from './client-wrote.ts'
import { toldClient } from './told-client.ts'

type Word = { word: 'told'; by: (typeof toldBy)[number] } | { word: 'wrote' }

/** Throws 409 `stale`, `closed`; as `lockClaimAtWork`. */
export const noteWord = async (
  trx: Trx,
  doing: Doing,
  id: string,
  input: Word & { version: number },
): Promise<void> => {
  const claim = await lockClaimAtWork(trx, doing.actor, id, input.version)
  if (claim.closed_at !== null) throw conflict('closed', { state: claim.state })
  if (input.word === 'told') await toldClient(trx, doing, claim, input.by)
  else await clientWrote(trx, doing, claim, doing.now)
}
