/**
 * The client's word on a claim, on whatever channel it came: kept, told to its handler; its clocks hear it too. It reopens
 * a claim that was closed by their silence; of one that was merged it is heard where that goes on.
 */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { tellUser } from '#server/tasks/index.ts'
import { claimHeard } from '#shared/claims/follow/claim-message.events.ts'
import { reopensByWord } from '#shared/claims/silence/silence.ts'
import type { ClaimRow } from '../claim.store.ts'
import { clientWrote } from '../clocks/words/client-wrote.ts'
import { whereItGoesOn } from '../joining/where-it-goes-on.ts'
import { moveLocked } from '../move-claim.ts'
import { reopeningFault } from '../silence/check-reopening.ts'
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
  const present = await whereItGoesOn(trx, claim)
  const reopened = await reopen(trx, present, word)
  await clientWrote(trx, { actor: null }, reopened ?? present, word.now)
  // Of a reopening the handler has heard already.
  if (!reopened && present.handler_id) {
    await tellUser(trx, {
      userId: present.handler_id,
      kind: 'claim-heard',
      key: `claim-heard:${word.id}`,
      data: {
        claimId: present.id,
        number: present.number,
        client: present.client_name,
        link: `/claims/${present.id}`,
      },
      at: word.now,
    })
  }
  return true
}

/** Null: it stays as it is. */
const reopen = async (trx: Trx, claim: ClaimRow, { text, now }: Word): Promise<ClaimRow | null> => {
  if (!reopensByWord(claim.closing_ground) || !claim.handler_id) return null
  if (await reopeningFault(trx, claim, now)) return null
  const { version } = claim
  return moveLocked(trx, { actor: null, now }, claim, { move: 'reopen', version, grounds: text })
}
