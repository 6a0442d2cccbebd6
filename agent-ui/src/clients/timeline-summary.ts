/** A timeline line in words. Each room's summary is codes and values; here they become a title, facts and text. */
import type { TimelineItem } from '#shared/clients/timeline.contract.ts'
import type { useFormats } from '../platform/format.ts'
import type { useClientsWords } from './words.ts'

type Tools = {
  t: ReturnType<typeof useClientsWords>['t']
  formats: ReturnType<typeof useFormats>['value']
  language: 'ru' | 'en'
}
export type LineText = { title: string; facts: string; words: string }

const OUTCOMES = ['handled', 'abandoned', 'callback', 'cut-off', 'left-menu', 'refused'] as const

export const summaryText = (item: TimelineItem, tools: Tools): LineText => {
  const { t, formats, language } = tools
  const summary = item.summary as Record<string, string | number | boolean | null | undefined>
  const text = (key: string) => (typeof summary[key] === 'string' ? (summary[key] as string) : '')
  const number = (key: string) => (typeof summary[key] === 'number' ? (summary[key] as number) : null)
  const inLanguage = (key: string) => text(`${key}${language === 'ru' ? 'Ru' : 'En'}`)
  const title = t(`timeline.kinds.${item.kind}`)
  switch (item.kind) {
    case 'interaction': {
      const outcome = OUTCOMES.find((one) => one === summary.outcome)
      const times = [
        number('talkMs') !== null && t('talk', { time: formats.duration(number('talkMs')) }),
        number('waitMs') !== null && t('wait', { time: formats.duration(number('waitMs')) }),
      ]
      const facts = [inLanguage('queue'), outcome ? t(`outcomes.${outcome}`) : t('outcomes.open'), ...times]
      return { title, facts: facts.filter(Boolean).join(' · '), words: text('note') }
    }
    case 'claim':
      return {
        title: `${title} ${text('number')}`,
        facts: [inLanguage('category'), text('state')].filter(Boolean).join(' · '),
        words: '',
      }
    case 'deal': {
      const money = formats.money({
        amountMinor: number('amountMinor') ?? 0,
        currency: text('currency') || 'RUB',
      })
      return {
        title: `${title} ${number('number') ?? ''}`,
        facts: [inLanguage('product'), money, text('state')].filter(Boolean).join(' · '),
        words: '',
      }
    }
    case 'note':
      return { title, facts: '', words: text('excerpt') }
    case 'task':
      return { title: `${title} ${number('number') ?? ''}`, facts: text('title'), words: '' }
  }
}
