/** A rule in a line: whom it fits, its deadlines, the wait for the client. */

import type { PolicyView } from '#shared/claims/deadline-policy.contract.ts'
import type { PolicyRule } from '#shared/claims/deadline-policy.ts'
import { named } from '../../platform/named.ts'
import type { useClocksWords } from '../clocks/words.ts'
import type { useClaimsWords } from '../words.ts'
import type { usePoliciesWords } from './words.ts'

export type RuleWords = {
  t: ReturnType<typeof usePoliciesWords>['t']
  clock: ReturnType<typeof useClocksWords>['t']
  claim: ReturnType<typeof useClaimsWords>['t']
}
type Choices = PolicyView['choices']

export const fitsText = ({ when }: PolicyRule, choices: Choices, { t, claim }: RuleWords): string => {
  const market = choices.markets.find(({ id }) => id === when.marketId)
  const category = choices.categories.find(({ id }) => id === when.categoryId)
  const parts = [
    ...(when.marketId ? [market ? named(market) : when.marketId] : []),
    ...(when.categoryId ? [category ? named(category) : when.categoryId] : []),
    ...(when.severity ? [claim(`severities.${when.severity}`).toLowerCase()] : []),
    ...(when.clientClass ? [classText(when.clientClass, choices, t)] : []),
  ]
  return parts.length > 0 ? parts.join(' · ') : t('any')
}

const classText = (clientClass: string, { tags }: Choices, t: RuleWords['t']): string => {
  if (clientClass === 'company' || clientClass === 'person') return t(clientClass).toLowerCase()
  const tag = tags.find(({ id }) => clientClass === `tag:${id}`)
  return t('tag', { name: tag?.name ?? '—' })
}

export const deadlinesText = ({ clocks, hold }: PolicyRule, { t, clock }: RuleWords): string =>
  [
    ...clocks.map(({ kind, terms: { n, grain, unit, basis }, steps }) => {
      const by = basis === 'policy' ? '' : `, ${t(`bases.${basis}`)}`
      return `${clock(`kinds.${kind}`)}: ${n} ${t(`units.${grain} ${unit}`)}${by} (${t('stepsCount', {}, steps.length)})`
    }),
    hold ? t('holdSummary', {}, hold.capDays) : t('noHold'),
  ].join('; ')
