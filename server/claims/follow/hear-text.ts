/** A text message of a client's: heard on the claim that it is about, where that can be said. */
import type { Trx } from '#server/platform/database.ts'
import { claimOfText } from '#shared/claims/follow/claim-of-text.ts'
import { lockClaimOfHub } from '../claim.store.ts'
import { whereItGoesOn } from '../joining/where-it-goes-on.ts'
import { hearClient } from './hear-client.ts'
import { claimsOfClient } from './message.store.ts'

/** Heard twice under one id it is one word. */
export const hearText = async (
  trx: Trx,
  { id, clientId, text, now }: { id: string; clientId: string; text: string; now: number },
): Promise<void> => {
  const claimId = claimOfText(text, await claimsOfClient(trx, clientId))
  const found = claimId && (await lockClaimOfHub(trx, claimId))
  const claim = found && (await whereItGoesOn(trx, found))
  if (!claim || claim.client_erased_at) return
  // A picture may come without a word.
  await hearClient(trx, claim, { id, channel: 'sms', text: text.trim() || '[MMS]', now })
}
