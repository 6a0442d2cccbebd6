/** Carries letters out by SMTP. With no SMTP server set nothing takes them, and they stay in the outgoing box. */
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { createTransport } from 'nodemailer'
import { type Letter, letter, MAIL, withoutSecrets } from '#shared/platform/mail.ts'
import { type Carrier, DeadEffect } from '../outbox.ts'
import type { Platform } from '../platform.ts'
import { storageOf } from '../storage/open-storage.ts'
import { MissingFile } from '../storage/storage.ts'
import { rewriteMail } from './mail.store.ts'

// A mail server that says nothing is not waited for: its letters come again later.
const timeouts = { connectionTimeout: 5_000, greetingTimeout: 4_000, socketTimeout: 8_000 }

export type MailCarriers = { carriers: Record<string, Carrier>; stop(): void }

export const mailCarriers = (platform: Platform): MailCarriers => {
  const { SMTP_URL, MAIL_FROM } = platform.config
  if (!SMTP_URL) return { carriers: {}, stop: () => undefined }
  const transport = createTransport(SMTP_URL, { from: MAIL_FROM, ...timeouts })
  const carry: Carrier = async (effect) => {
    const { to, subject, text, until, secret, file, ...more } = letter.parse(effect.payload)
    if (platform.clock.now() > until) throw new DeadEffect('too late to be of use')
    const messageId = idOf(effect.key, MAIL_FROM)
    const attachments = file ? [await attachmentOf(platform, file)] : []
    const mail = { to, subject, text, messageId, attachments, ...threadOf(more) }
    await transport.sendMail(mail).catch((error: unknown) => {
      throw isFinal(error) ? new DeadEffect((error as Error).message) : error
    })
    if (secret) await rewriteMail(platform.db, effect.id, withoutSecrets(text))
    return { messageId }
  }
  return { carriers: { [MAIL]: carry }, stop: () => transport.close() }
}

/** @throws {DeadEffect} for what is not in the storage as it was put there */
const attachmentOf = async (
  { config }: Platform,
  { key, name, kind, sha256 }: NonNullable<Letter['file']>,
) => {
  const content = await storageOf(config)
    .read(key)
    .then(buffer)
    .catch((error: unknown) => {
      throw error instanceof MissingFile ? new DeadEffect(error.message) : error
    })
  if (createHash('sha256').update(content).digest('hex') !== sha256)
    throw new DeadEffect('the file is not what it was when the letter was written')
  return { filename: name, contentType: kind, content }
}

/** The mail server will say the same tomorrow: no such mailbox, not accepted. */
const isFinal = (error: unknown): boolean => {
  const code = (error as { responseCode?: number }).responseCode ?? 0
  // 530–535: our own sign-in to the mail server is wrong, which an administrator can mend.
  return code >= 500 && code < 600 && (code < 530 || code > 535)
}

type More = Pick<Letter, 'replyTo' | 'answers' | 'automatic'>
const threadOf = ({ replyTo, answers, automatic }: More) => ({
  ...(replyTo !== undefined && { replyTo }),
  ...(answers && answers.length > 0 && { inReplyTo: answers.at(-1) as string, references: answers }),
  ...(automatic && { headers: { 'Auto-Submitted': 'auto-generated' } }),
})

const idOf = (effectKey: string, from: string): string =>
  `<${createHash('sha256').update(effectKey).digest('hex')}@${domainOf(from)}>`

/** The Message-ID that the letter of this key goes out with: an answer to it names that. */
export const messageIdOf = ({ MAIL_FROM }: Pick<Platform['config'], 'MAIL_FROM'>, key: string): string =>
  idOf(`${MAIL}:${key}`, MAIL_FROM)

const domainOf = (from: string): string => /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
