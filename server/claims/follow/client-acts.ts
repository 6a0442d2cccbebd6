/** What a client does on the page of their claim: writes, and says how content they are. Their word on the answer: client-moves.ts. */
import { conflict, tooMany } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimRated } from '#shared/claims/follow/claim-message.events.ts'
import type { Followed } from '#shared/claims/follow/follow.contract.ts'
import { mayRate } from '#shared/claims/follow/stage.ts'
import { actOnFollowed, type Caller } from './follow-claim.ts'
import { hearClient } from './hear-client.ts'
import { countFromPage, findMessage, putRating } from './message.store.ts'

/** Of one claim: whoever has more to say than that is not a person at a page. */
const [MOST_IN_AN_HOUR, HOUR_MS] = [20, 3_600_000]

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
    if ((await countFromPage(trx, claim.id, now - HOUR_MS)) >= MOST_IN_AN_HOUR) throw tooMany(HOUR_MS / 1_000)
    await hearClient(trx, claim, { id, channel: 'page', text, now })
  })

/** @throws as `followClaim`; 409 `too_early`: nothing has been answered yet */
export const rateAsClient = (
  platform: Platform,
  caller: Caller,
  { score, word }: { score: number; word?: string | undefined },
): Promise<Followed> =>
  actOnFollowed(platform, caller, async (trx, claim, now) => {
    if (!mayRate({ state: claim.state, closingGround: claim.closing_ground })) throw conflict('too_early')
    await putRating(trx, claim.id, { score, word: word || null, at: now })
    await appendEvent(trx, claimRated, { subjectId: claim.id, actorId: null, at: now, data: { score } })
  })
