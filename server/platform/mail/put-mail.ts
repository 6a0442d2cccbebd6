/** Puts a letter into the outbox, in the transaction that decides on it. */
import { type Letter, letter, MAIL } from '#shared/platform/mail.ts'
import type { Trx } from '../database.ts'
import { putEffect } from '../outbox.ts'

const USEFUL_MS = 3 * 86_400_000

export type MailToPut = {
  to: string
  subject: string
  text: string
  /** The same key is the same letter, however often it is asked for. */
  key: string
  /** Epoch ms. */
  now: number
  /** Epoch ms after which it is of no use; by default three days. */
  until?: number
  /** Its links open something. */
  secret?: boolean
} & Pick<Letter, 'replyTo' | 'answers' | 'automatic' | 'file'>

export const putMail = async (trx: Trx, mail: MailToPut): Promise<void> => {
  const payload: Letter = letter.parse({
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    until: mail.until ?? mail.now + USEFUL_MS,
    secret: mail.secret ?? false,
    replyTo: mail.replyTo,
    answers: mail.answers,
    automatic: mail.automatic,
    file: mail.file,
  })
  await putEffect(trx, { kind: MAIL, key: `${MAIL}:${mail.key}`, payload })
}
