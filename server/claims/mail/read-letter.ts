/** A letter as it lies in the mailbox, made plain: who wrote, what about, in answer to what. */
import { createHash } from 'node:crypto'
import { type ParsedMail, simpleParser } from 'mailparser'
import { LONGEST_WORD } from '#shared/claims/follow/follow.contract.ts'
import { type MailHeaders, newWords } from '#shared/claims/mail/automatic.ts'

export type PlainLetter = {
  /** Lower case; null where nobody can be read. */
  from: string | null
  fromName: string | null
  subject: string
  text: string
  /** Its Message-ID. */
  ref: string | null
  refHash: Buffer
  /** Message-IDs of what it answers, the nearest last. */
  answers: string[]
  header: MailHeaders
  /** What was sent along; pictures that stand in the text are none. */
  files: { name: string; content: Buffer }[]
}

/** HTML beyond this is not made into text: its plain part is read, if it has one. */
const LONGEST_HTML = 2_000_000

/** An index of the database holds no longer name, and no person's program writes one. */
const LONGEST_REF = 1_000
/** The nearest of what a letter answers: a thread is found by any of them. */
const MOST_ANSWERS = 100

/** @param source the letter, or its head alone where the rest is too large to be read */
export const readLetter = async (source: Buffer): Promise<PlainLetter> => {
  const mail = await simpleParser(source, {
    maxHtmlLengthToParse: LONGEST_HTML,
    skipImageLinks: true,
    skipTextToHtml: true,
  })
  const [sender] = mail.from?.value ?? []
  const ref = mail.messageId && mail.messageId.length <= LONGEST_REF ? mail.messageId : null
  return {
    from: sender?.address?.trim().toLowerCase() || null,
    fromName: clean(sender?.name ?? '').slice(0, 200) || null,
    subject: clean(mail.subject ?? '').slice(0, 300),
    text: newWords(clean(mail.text ?? '')).slice(0, LONGEST_WORD),
    ref,
    refHash: createHash('sha256')
      .update(ref ?? source)
      .digest(),
    answers: [...[mail.references ?? []].flat(), ...(mail.inReplyTo ? [mail.inReplyTo] : [])].slice(
      -MOST_ANSWERS,
    ),
    header: (name) => headOf(mail, name),
    files: mail.attachments
      .filter(({ related }) => !related)
      .map(({ filename, content }) => ({ name: clean(filename ?? '') || 'file', content })),
  }
}

/** The lines as they stand: what the parser makes of them differs by header. */
const headOf = (mail: ParsedMail, name: string): string | undefined => {
  const line = mail.headerLines.find(({ key }) => key === name)?.line
  return line?.slice(line.indexOf(':') + 1).trim()
}

/** The database takes no NUL and no half of a pair. */
const clean = (text: string): string => text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '')
