/** The letter of escalation, in the recipient's language: the deadlines that have come or gone on one claim. */
import type { Severity } from './claim.state.ts'
import type { ClockKind } from './clock-table.ts'

export type EscalationNews = {
  language: 'ru' | 'en'
  number: string
  client: string
  severity: Severity
  handler: string | null
  /** At least one. Epoch ms. */
  deadlines: readonly { kind: ClockKind; at: number }[]
  now: number
  /** IANA zone of the claim's market. */
  zone: string
  link: string
}

const severityWords = {
  ru: { low: 'низкая', normal: 'обычная', high: 'высокая', critical: 'критическая' },
  en: { low: 'low', normal: 'normal', high: 'high', critical: 'critical' },
} as const

const kindWords: Record<'ru' | 'en', Record<ClockKind, string>> = {
  ru: {
    acknowledge: 'подтвердить получение',
    'first-answer': 'первый ответ',
    'next-update': 'сообщить, как идёт дело',
    reply: 'ответить на сообщение',
    'final-answer': 'ответ по существу',
  },
  en: {
    acknowledge: 'acknowledge receipt',
    'first-answer': 'first answer',
    'next-update': 'tell how it stands',
    reply: 'answer the message',
    'final-answer': 'final answer',
  },
}

export const escalationLetter = (news: EscalationNews): { subject: string; text: string } => {
  const soonestFirst = { ...news, deadlines: [...news.deadlines].sort((a, b) => a.at - b.at) }
  return news.language === 'ru' ? inRussian(soonestFirst) : inEnglish(soonestFirst)
}

const moment = ({ language, zone }: EscalationNews, at: number): string =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  }).format(at)

const inRussian = (news: EscalationNews) => {
  const { number, deadlines, now } = news
  const when = (at: number) => `${now >= at ? 'истёк' : 'истекает'} ${moment(news, at)}`
  const [first, ...others] = deadlines.map(({ kind, at }) => `срок ${when(at)} (${kindWords.ru[kind]})`)
  return {
    subject: `Претензия ${number}: ${first}${others.length > 0 ? ` и ещё сроков: ${others.length}` : ''}`,
    text: [
      `По претензии ${number} (время: ${news.zone}):`,
      ...deadlines.map(({ kind, at }) => `— ${kindWords.ru[kind]}: срок ${when(at)}`),
      '',
      `Клиент: ${news.client}`,
      `Важность: ${severityWords.ru[news.severity]}`,
      `Ответственный: ${news.handler ?? 'не назначен'}`,
      '',
      news.link,
    ].join('\n'),
  }
}

const inEnglish = (news: EscalationNews) => {
  const { number, deadlines, now } = news
  const when = (at: number) => `${now >= at ? 'passed on' : 'is'} ${moment(news, at)}`
  const [first, ...others] = deadlines.map(
    ({ kind, at }) => `the deadline ${when(at)} (${kindWords.en[kind]})`,
  )
  return {
    subject: `Claim ${number}: ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`,
    text: [
      `On claim ${number} (times in ${news.zone}):`,
      ...deadlines.map(({ kind, at }) => `– ${kindWords.en[kind]}: the deadline ${when(at)}`),
      '',
      `Client: ${news.client}`,
      `Severity: ${severityWords.en[news.severity]}`,
      `Handler: ${news.handler ?? 'nobody yet'}`,
      '',
      news.link,
    ].join('\n'),
  }
}
