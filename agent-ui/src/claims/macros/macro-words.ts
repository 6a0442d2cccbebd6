/** The steps of a macro in words. */
import { readClaimChoices } from '#shared/claims/claim.contract.ts'
import type { MacroStep } from '#shared/claims/macros/macro-steps.ts'
import { listSnippets } from '#shared/claims/snippets/snippet.contract.ts'
import type { ApiFailure } from '../../platform/failure.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { named } from '../../platform/named.ts'
import { useFailureWords } from '../../platform/words.ts'
import { useLetterWords } from '../letters/words.ts'
import { useClaimsWords } from '../words.ts'
import { useMacroWords } from './words.ts'

/** What ids among the steps stand for is read while `wanted` holds. */
export const useStepWords = (wanted: () => boolean = () => true) => {
  const { t } = useMacroWords()
  const { t: c } = useClaimsWords()
  const { data: choices } = useLiveQuery(readClaimChoices, {}, { enabled: wanted })
  const { data: snippets } = useLiveQuery(listSnippets, {}, { enabled: wanted, watch: ['snippet'] })
  const codeOf = (id: string) =>
    snippets.value?.snippets.find((one) => one.id === id)?.code ?? t('macros.gone')
  const handlerOf = (id: string) =>
    choices.value?.handlers.find((one) => one.id === id)?.name ?? t('macros.gone')
  const categoryOf = (id: string) => {
    const one = choices.value?.categories.find((each) => each.id === id)
    return one ? named(one) : t('macros.gone')
  }
  return (step: MacroStep): string => {
    switch (step.do) {
      case 'category':
        return t('macros.said.category', { what: categoryOf(step.categoryId) })
      case 'severity':
        return t('macros.said.severity', { what: c(`severities.${step.severity}`) })
      case 'tag':
        return t('macros.said.tag', { what: step.name })
      case 'assign':
        return t('macros.said.assign', { what: step.handlerId ? handlerOf(step.handlerId) : t('macros.me') })
      case 'note':
        return t('macros.said.note', { what: codeOf(step.snippetId) })
      case 'move': {
        const what = c(`moves.${step.move}`)
        return step.snippetId
          ? t('macros.said.moveWith', { what, code: codeOf(step.snippetId) })
          : t('macros.said.move', { what })
      }
    }
  }
}

/** Why a macro was refused: which step, and what is missing; the failure's own words where it was no step. */
export const useMacroFailure = () => {
  const { t } = useMacroWords()
  const { t: c, has } = useClaimsWords()
  const { t: letter, has: hasField } = useLetterWords()
  const { sayFailure } = useFailureWords()
  const listed = (value: unknown): string[] => (typeof value === 'string' ? value.split(', ') : [])
  return (failure: ApiFailure): string => {
    const { step, missing, fields } = failure.facts
    if (typeof step !== 'number') return sayFailure(failure)
    const needs = (Array.isArray(missing) ? missing : []).map((need) =>
      has(`needs.${need}`) ? c(`needs.${need}`) : String(need),
    )
    const named = listed(fields).map((one) => (hasField(`fields.${one}`) ? letter(`fields.${one}`) : one))
    const told =
      named.length > 0 ? { ...failure, facts: { ...failure.facts, fields: named.join(', ') } } : failure
    const why =
      needs.length > 0 ? t('run.lacks', { needs: needs.join(', ') }) : sayFailure(told as ApiFailure)
    return `${t('run.refused', { step })} ${why}`
  }
}
