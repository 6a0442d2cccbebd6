/** A rule in a line: whom it fits, its deadlines, the wait for the client. */

import type { PolicyView } from '#shared/claims/deadline-policy.contract.ts'
import type { PolicyRule } from '#shared/claims/deadline-policy.ts'
import type { Language } from '../../platform/i18n.ts'
import { named } from '../../platform/named.ts'
import { amountWords } from '../basis-words.ts'
import type { useClocksWords } from '../clocks/words.ts'
import type { useClaimsWords } from '../words.ts'
import type { usePoliciesWords } from './words.ts'

export type RuleWords = {
  t: ReturnType<typeof usePoliciesWords>['t']
  clock: ReturnType<typeof useClocksWords>['t']
  claim: ReturnType<typeof useClaimsWords>['t']
  language: Language
}
type Choices = PolicyView['choices']

const conditionsOf = ({ when }: PolicyRule, choices: Choices, { t, claim }: RuleWords): string[] => {
  const market = choices.markets.find(({ id }) => id === when.marketId)
  const category = choices.categories.find(({ id }) => id === when.categoryId)
  return [
    ...(when.marketId ? [market ? named(market) : when.marketId] : []),
    ...(when.categoryId ? [category ? named(category) : when.categoryId] : []),
    ...(when.severity ? [claim(`severities.${when.severity}`).toLowerCase()] : []),
    ...(when.clientClass ? [classText(when.clientClass, choices, t)] : []),
  ]
}

export const fitsText = (rule: PolicyRule, choices: Choices, words: RuleWords): string =>
  conditionsOf(rule, choices, words).join(' · ') || words.t('any')

/** As `fitsText`, beside the rule's name: without what the name says already, empty where it says it all. */
export const fitsBesideName = (rule: PolicyRule, choices: Choices, words: RuleWords): string => {
  const conditions = conditionsOf(rule, choices, words)
  if (conditions.length === 0) return words.t('any')
  const said = new Set(wordsOf(named(rule)))
  return conditions.filter((one) => !wordsOf(one).every((word) => said.has(word))).join(' · ')
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const classText = (clientClass: string, { tags }: Choices, t: RuleWords['t']): string => {
  if (clientClass === 'company' || clientClass === 'person') return t(clientClass).toLowerCase()
  const tag = tags.find(({ id }) => clientClass === `tag:${id}`)
  return t('tag', { name: tag?.name ?? '—' })
}

export const deadlinesText = (
  { clocks, hold }: PolicyRule,
  { t, clock, claim, language }: RuleWords,
): string =>
  [
    ...clocks.map(({ kind, terms, steps }) => {
      const { basis } = terms
      const by = basis === 'policy' ? '' : `, ${t(`bases.${basis}`)}`
      return `${clock(`kinds.${kind}`)}: ${amountWords(terms, claim, language)}${by} (${t('stepsCount', {}, steps.length)})`
    }),
    hold ? t('holdSummary', {}, hold.capDays) : t('noHold'),
  ].join('; ')
