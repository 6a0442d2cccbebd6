/** What a person does about a letter that has its number: has it mailed once more, or says that it was posted. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ClaimLetter } from '#shared/claims/letters/letter.contract.ts'
import { workedClaim } from '../claim-to-work.ts'
import { toldClient } from '../clocks/words/told-client.ts'
import { presentLetter } from './letter.present.ts'
import { findLetter } from './letter.store.ts'
import { mailLetter } from './make-letters.ts'
import { stepLetter } from './step-letter.ts'

/** @throws 409 `letter_moved` unless the mail refused it; 403; 404 */
export const resendLetter = (platform: Platform, actor: Actor, letterId: string): Promise<ClaimLetter> =>
  act(platform, actor, letterId, 'retry')

/** @throws 409 `letter_moved` unless it is on paper and not posted yet; 403; 404 */
export const postLetter = (platform: Platform, actor: Actor, letterId: string): Promise<ClaimLetter> =>
  act(platform, actor, letterId, 'post')

const act = (
  platform: Platform,
  actor: Actor,
  letterId: string,
  move: 'retry' | 'post',
): Promise<ClaimLetter> =>
  inTransaction(platform.db, async (trx) => {
    const letter = await findLetter(trx, reachOf(actor, 'claim.read'), letterId)
    if (!letter) throw notFound('letter', letterId)
    const at = platform.clock.now()
    const claim = await workedClaim(trx, actor, letter.claim_id)
    const tries = letter.tries + 1
    const facts = move === 'post' ? { sent_at: new Date(at) } : { tries, fault: null }
    if (!(await stepLetter(trx, letter, { move, actorId: actor.userId, at, facts })))
      throw conflict('letter_moved', { state: letter.state })
    if (move === 'post' && !claim.closed_at) await toldClient(trx, { actor, now: at }, claim, 'letter')
    if (move === 'retry') await mailLetter(trx, { ...letter, sha256: letter.sha256 ?? '', tries }, at)
    return presentLetter((await findLetter(trx, reachOf(actor, 'claim.read'), letterId))!)
  })
