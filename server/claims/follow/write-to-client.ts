/** A handler writes to the client of a claim: it stands on the client's page, and a letter leads there. */
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimWritten } from '#shared/claims/follow/claim-message.events.ts'
import { workedClaim } from '../claim-to-work.ts'
import { toldClient } from '../clocks/words/told-client.ts'
import { mailClient } from './mail-client.ts'
import { findMessage, insertMessage, type MessageRow } from './message.store.ts'

/** @throws as `workedClaim`; 409 `exists` for another's message of this id, or other words under it */
export const writeToClient = (
  platform: Platform,
  doing: Doing,
  wish: { claimId: string; messageId: string; text: string },
): Promise<MessageRow> =>
  inTransaction(platform.db, async (trx) => {
    const claim = await workedClaim(trx, doing.actor, wish.claimId)
    const { actor, now } = doing
    const { messageId: id, text } = wish
    const before = await findMessage(trx, id)
    if (before) {
      const isSame = before.claim_id === claim.id && before.author_id === actor.userId && before.text === text
      if (!isSame) throw conflict('exists', { id })
      return before
    }
    const mailed = await mailClient(trx, platform, claim, {
      kind: 'written',
      key: `written:${id}`,
      actorId: actor.userId,
      now,
      text,
    })
    const channel = mailed?.channel ?? 'page'
    await insertMessage(trx, {
      id,
      claimId: claim.id,
      direction: 'outbound',
      channel,
      text,
      authorId: actor.userId,
      address: mailed?.to ?? null,
      mailRef: mailed?.ref ?? null,
      at: now,
    })
    await appendEvent(trx, claimWritten, {
      subjectId: claim.id,
      actorId: actor.userId,
      at: now,
      data: { messageId: id, channel },
    })
    await toldClient(trx, doing, claim, 'message')
    return (await findMessage(trx, id)) as MessageRow
  })
