/** A timeline line in words. Each room's summary is codes and values; here they become a title, facts and text. */
import type { TimelineItem } from '#shared/clients/timeline.contract.ts'
import { outcomes } from '#shared/interactions/interaction.state.ts'
import { conversationFacts, conversationTitle, isConversation } from '../channels/conversation-line.ts'
import { useSuggestionsWords } from '../claims/suggestions/words.ts'
import { useClaimsWords } from '../claims/words.ts'
import type { useFormats } from '../platform/format.ts'
import { useSalesWords } from '../sales/words.ts'
import { taskTitle } from '../tasks/task-title.ts'
import { useTasksWords } from '../tasks/words.ts'
import type { useClientsWords } from './words.ts'

type Tools = {
  t: ReturnType<typeof useClientsWords>['t']
  formats: ReturnType<typeof useFormats>['value']
  language: 'ru' | 'en'
}
export type LineText = { title: string; facts: string; words: string }

const claims = useClaimsWords()
const sales = useSalesWords()
const tasks = useTasksWords()
const suggestions = useSuggestionsWords()

type Facts = Record<string, string | number | boolean | null | undefined>
const text = (facts: Facts, key: string) => (typeof facts[key] === 'string' ? (facts[key] as string) : '')
const number = (facts: Facts, key: string) => (typeof facts[key] === 'number' ? (facts[key] as number) : null)
const inLanguage = (facts: Facts, key: string, language: 'ru' | 'en') =>
  text(facts, `${key}${language === 'ru' ? 'Ru' : 'En'}`)
const joined = (parts: (string | false)[]) => parts.filter(Boolean).join(' · ')
/** A state in its room's words; of a state that is younger than this page nothing is said. */
const stateIn = (room: { t: (key: never) => string; has: (key: string) => boolean }, key: string): string =>
  room.has(key) ? room.t(key as never) : ''

export const summaryText = (item: TimelineItem, tools: Tools): LineText => {
  const facts = item.summary as Facts
  const title = tools.t(`timeline.kinds.${item.kind}`)
  switch (item.kind) {
    case 'interaction':
      if (isConversation(facts))
        return {
          title: conversationTitle(),
          facts: joined(conversationFacts(facts)),
          words: text(facts, 'note'),
        }
      return { title, facts: interactionFacts(facts, tools), words: text(facts, 'note') }
    case 'claim': {
      const state = stateIn(claims, `states.${text(facts, 'state')}`).toLowerCase()
      return {
        title: `${title} ${text(facts, 'number')}`,
        facts: joined([inLanguage(facts, 'category', tools.language), state]),
        words: '',
      }
    }
    case 'deal':
      return { title: numbered(title, facts), facts: dealFacts(facts, tools), words: '' }
    case 'suggestion': {
      const state = stateIn(suggestions, `states.${text(facts, 'state')}`).toLowerCase()
      return { title: numbered(title, facts), facts: state, words: text(facts, 'title') }
    }
    case 'note':
      return { title, facts: '', words: text(facts, 'excerpt') }
    case 'task': {
      const result = stateIn(tasks, `results.${text(facts, 'resultCode')}`)
      const state = (result || stateIn(tasks, `states.${text(facts, 'state')}`)).toLowerCase()
      return { title: numbered(title, facts), facts: joined([taskTitle(facts), state]), words: '' }
    }
  }
}

const numbered = (title: string, facts: Facts): string => {
  const of = number(facts, 'number')
  return of === null ? title : `${title} ${sales.t('numberSign', { number: of })}`
}

const interactionFacts = (facts: Facts, { t, formats, language }: Tools): string => {
  const outcome = outcomes.find((one) => one === facts.outcome)
  const times = [
    number(facts, 'talkMs') !== null && t('talk', { time: formats.duration(number(facts, 'talkMs')) }),
    number(facts, 'waitMs') !== null && t('wait', { time: formats.duration(number(facts, 'waitMs')) }),
  ]
  const going = facts.state === 'wrap-up' ? t('outcomes.wrap-up') : t('outcomes.open')
  const ended = outcome ? t(`outcomes.${outcome}`) : going
  const disposition = inLanguage(facts, 'disposition', language).toLowerCase()
  const outbound = facts.direction === 'outbound' && t('outbound')
  return joined([outbound, inLanguage(facts, 'queue', language), ended, disposition, ...times])
}

const dealFacts = (facts: Facts, { formats, language }: Tools): string => {
  const amountMinor = number(facts, 'amountMinor')
  const currency = text(facts, 'currency')
  const money = amountMinor !== null && currency !== '' && formats.money({ amountMinor, currency })
  const stage = stateIn(sales, `stages.${text(facts, 'state')}`).toLowerCase()
  return joined([inLanguage(facts, 'product', language), money, stage])
}
