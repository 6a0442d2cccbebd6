/** What a client does on the page of their claim: writes, sends files, and says how content they are. Their word on the answer: move-as-client.ts. */
import type { Queryable } from '#server/platform/database.ts'
import { conflict, tooMany } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimRated } from '#shared/claims/follow/claim-message.events.ts'
import type { Followed } from '#shared/claims/follow/follow.contract.ts'
import { mayRate } from '#shared/claims/follow/stage.ts'
import { attachClientFile, type ComingFile } from '../attachments/attach-file.ts'
import { actOnFollowed, type Caller, claimOfLink, followClaim, lockFollowed } from './follow-claim.ts'
import { hearClient } from './hear-client.ts'
import { countFromPage, countRated, findMessage, findRating, putRating } from './message.store.ts'

/** Of one claim: whoever has more to say than that is not a person at a page. */
const [MOST_IN_AN_HOUR, HOUR_MS] = [20, 3_600_000]
/** Whoever changes their mind more often than that in an hour is no person either. */
const MOST_RATED = 5

const mustNotBeTooMany = async (q: Queryable, claimId: string, now: number): Promise<void> => {
  if ((await countFromPage(q, claimId, now - HOUR_MS)) >= MOST_IN_AN_HOUR) throw tooMany(HOUR_MS / 1_000)
}

/** @throws as `followClaim`; 429; 409 `exists` for other words under the same id */
export const writeAsClient = (
  platform: Platform,
  caller: Caller,
  { messageId: id, text }: { messageId: string; text: string },
): Promise<Followed> =>
  actOnFollowed(platform, caller, async (trx, claim, now) => {
    const before = await findMessage(trx, id)
    if (before) {
      if (before.claim_id !== claim.id || before.text !== text) throw conflict('exists', { id })
      return
    }
    await mustNotBeTooMany(trx, claim.id, now)
    await hearClient(trx, claim, { id, channel: 'page', text, now })
  })

/** The file stands on the claim with the word that it came, so that the handler hears of it, or not at all. @throws as `attachFile`; 429 */
export const sendFileAsClient = async (
  platform: Platform,
  caller: Caller,
  file: Omit<ComingFile, 'claimId'>,
): Promise<Followed> => {
  const claimId = await claimOfLink(platform, caller)
  await mustNotBeTooMany(platform.db, claimId, platform.clock.now())
  await attachClientFile(platform, { ...file, claimId }, async (trx, { id, name }) => {
    const { claim } = await lockFollowed(trx, caller, claimId)
    const now = platform.clock.now()
    await hearClient(trx, claim, { id, channel: 'page', text: `[Файл · File: ${name}]`, now })
  })
  return followClaim(platform, caller)
}

/** Said again it is one rating. @throws as `followClaim`; 409 `too_early`: nothing has been answered yet; 429 */
export const rateAsClient = (
  platform: Platform,
  caller: Caller,
  { score, word }: { score: number; word?: string | undefined },
): Promise<Followed> =>
  actOnFollowed(platform, caller, async (trx, claim, now) => {
    if (!mayRate({ state: claim.state, closingGround: claim.closing_ground })) throw conflict('too_early')
    const before = await findRating(trx, claim.id)
    if (before?.score === score && (before.word ?? '') === (word ?? '')) return
    if ((await countRated(trx, claim.id, now - HOUR_MS)) >= MOST_RATED) throw tooMany(HOUR_MS / 1_000)
    await putRating(trx, claim.id, { score, word: word || null, at: now })
    await appendEvent(trx, claimRated, { subjectId: claim.id, actorId: null, at: now, data: { score } })
  })
