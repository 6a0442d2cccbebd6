/** The client's word on a claim, on whatever channel it came: kept, told to its handler; its clocks hear it too. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { tellUser } from '#server/tasks/index.ts'
import { claimHeard } from '#shared/claims/follow/claim-message.events.ts'
import type { ClaimRow } from '../claim.store.ts'
import { clientWrote } from '../clocks/client-wrote.ts'
import { insertMessage, type MessageChannel } from './message.store.ts'

export type Word = {
  /** Of the writer's making: heard twice it is one word. */
  id: string
  channel: MessageChannel
  text: string
  /** The e-mail that it came from. */
  address?: string | null
  /** Its Message-ID. */
  mailRef?: string | null
  now: number
}

/** Kept and not told: of a word that moves the claim the handler hears by the move. With the claim locked; false when it was known. */
export const keepWord = async (trx: Trx, claim: ClaimRow, word: Word): Promise<boolean> => {
  const { id, channel, text, address = null, mailRef = null, now } = word
  const isNew = await insertMessage(trx, {
    id,
    claimId: claim.id,
    direction: 'inbound',
    channel,
    text,
    authorId: null,
    address,
    mailRef,
    at: now,
  })
  if (!isNew) return false
  await appendEvent(trx, claimHeard, {
    subjectId: claim.id,
    actorId: null,
    at: now,
    data: { messageId: id, channel },
  })
  return true
}

/** With the claim locked. False when it had been heard. */
export const hearClient = async (trx: Trx, claim: ClaimRow, word: Word): Promise<boolean> => {
  if (!(await keepWord(trx, claim, word))) return false
  await clientWrote(trx, { actor: null }, claim, word.now)
  if (claim.handler_id) {
    await tellUser(trx, {
      userId: claim.handler_id,
      kind: 'claim-heard',
      key: `claim-heard:${word.id}`,
      data: {
        claimId: claim.id,
        number: claim.number,
        client: claim.client_name,
        link: `/claims/${claim.id}`,
      },
      at: word.now,
    })
  }
  return true
}
