/** Was a letter written by a program? Then nobody waits for an answer, and none is given: two programs would never end. Pure. */

/** Headers in lower case, each once; what is missing is undefined. */
export type MailHeaders = (name: string) => string | undefined

const MACHINES = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/i

export const isAutomatic = (header: MailHeaders, from: string | null): boolean => {
  const submitted = header('auto-submitted')?.toLowerCase().trim()
  if (submitted && !submitted.startsWith('no')) return true
  if (header('x-autoreply') || header('x-autorespond') || header('x-auto-reply')) return true
  if (/^(bulk|junk|list|auto_reply)$/i.test(header('precedence')?.trim() ?? '')) return true
  if (header('list-id') || header('x-failed-recipients')) return true
  // The null return path of a bounce.
  if (header('return-path')?.replaceAll(/\s/g, '') === '<>') return true
  if (/^multipart\/report/i.test(header('content-type')?.trim() ?? '')) return true
  return from === null || MACHINES.test(from)
}

/**
 * The number that our letters bear in their subjects: a claim's between square brackets, `Re: [RU-2026-000012] …`, or that of
 * a letter from the registry, `Re: Ответ (OUT-RU-2026-000012)`.
 */
export const numberIn = (subject: string): string | null => {
  const [, claim, letter] =
    /\[([\p{L}\d]+(?:-[\p{L}\d]+)*-\d{4}-\d{6,})\]|\((OUT-[\p{L}\d]+(?:-[\p{L}\d]+)*-\d{4}-\d{6,})\)/iu.exec(
      subject,
    ) ?? []
  return (claim ?? letter)?.toUpperCase() ?? null
}

const QUOTED = [
  /^\s*>/,
  /^-{2,}\s*(original message|исходное сообщение|пересылаемое сообщение)/i,
  /^(on|вт|пн|ср|чт|пт|сб|вс|\d{1,2}[./]).{0,200}(wrote|написал[аи]?|пишет):\s*$/i,
]

/** What was written now, without what it answers to; all of it where nothing else is left. */
export const newWords = (text: string): string => {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const end = lines.findIndex((line) => QUOTED.some((mark) => mark.test(line)))
  const own = (end < 0 ? lines : lines.slice(0, end)).join('\n').trim()
  return own === '' ? text.trim() : own
}
