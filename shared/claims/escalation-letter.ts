/** The letter of a step of escalation, in the recipient's language. */
import type { Severity } from './claim.state.ts'

export type EscalationNews = {
  language: 'ru' | 'en'
  number: string
  client: string
  severity: Severity
  handler: string | null
  /** Epoch ms. */
  deadlineAt: number
  now: number
  /** IANA zone of the claim's market. */
  zone: string
  link: string
}

const severityWords = {
  ru: { low: 'низкая', normal: 'обычная', high: 'высокая', critical: 'критическая' },
  en: { low: 'low', normal: 'normal', high: 'high', critical: 'critical' },
} as const

export const escalationLetter = (news: EscalationNews): { subject: string; text: string } =>
  news.language === 'ru' ? inRussian(news) : inEnglish(news)

const moment = (news: EscalationNews): string =>
  new Intl.DateTimeFormat(news.language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: news.zone,
  }).format(news.deadlineAt)

const inRussian = (news: EscalationNews) => {
  const late = news.now >= news.deadlineAt
  const word = late ? 'истёк' : 'истекает'
  return {
    subject: `Претензия ${news.number}: срок ${word} ${moment(news)}`,
    text: [
      `Срок ответа по претензии ${news.number} ${word} ${moment(news)} (${news.zone}).`,
      `Клиент: ${news.client}`,
      `Важность: ${severityWords.ru[news.severity]}`,
      `Ответственный: ${news.handler ?? 'не назначен'}`,
      '',
      news.link,
    ].join('\n'),
  }
}

const inEnglish = (news: EscalationNews) => {
  const late = news.now >= news.deadlineAt
  const word = late ? 'passed on' : 'is'
  return {
    subject: `Claim ${news.number}: the deadline ${word} ${moment(news)}`,
    text: [
      `The deadline to answer claim ${news.number} ${word} ${moment(news)} (${news.zone}).`,
      `Client: ${news.client}`,
      `Severity: ${severityWords.en[news.severity]}`,
      `Handler: ${news.handler ?? 'nobody yet'}`,
      '',
      news.link,
    ].join('\n'),
  }
}
