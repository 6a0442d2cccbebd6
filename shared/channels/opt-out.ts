/** Words by which a person wants no more messages, or wants them again. Only a message that says nothing else counts. */

/** The words that networks honour by themselves (CTIA's and Twilio's lists), and what is written in Russian. */
const STOP = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'OPTOUT',
  'REVOKE',
  'СТОП',
  'ОТПИСКА',
  'ОТПИСАТЬСЯ',
  'ОТПИШИТЕ',
] as const
const START = ['START', 'UNSTOP', 'СТАРТ', 'ПОДПИСКА'] as const

export const optOutWords = STOP
export const optInWords = START

export type OptOut = 'stop' | 'start'

/** Capital letters alone: `s.t.o.p!` and `Стоп` are what they mean. */
const lettersOf = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}]+/gu, '')

/** Null for any other message: «стоп, я передумал» is a sentence, and an agent's to read. */
export const readOptOut = (text: string): OptOut | null => {
  // A digit is no ornament: “end 5” says something.
  if (/\p{N}/u.test(text)) return null
  const letters = lettersOf(text)
  if ((STOP as readonly string[]).includes(letters)) return 'stop'
  return (START as readonly string[]).includes(letters) ? 'start' : null
}
