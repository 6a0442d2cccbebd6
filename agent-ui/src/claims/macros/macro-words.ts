/** The steps of a macro in words. */
import { readClaimChoices } from '#shared/claims/claim.contract.ts'
import type { MacroStep } from '#shared/claims/macros/macro-steps.ts'
import { listSnippets } from '#shared/claims/snippets/snippet.contract.ts'
import { ApiFailure } from '../../platform/failure.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { named } from '../../platform/named.ts'
import { useFailureWords } from '../../platform/words.ts'
import { useFieldName } from '../letters/field-name.ts'
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
  const nameOf = useFieldName()
  const { sayFailure, sayField } = useFailureWords()
  const needOf = (need: unknown): string => {
    const key = `needs.${String(need)}`
    return has(key) ? c(key) : String(need)
  }
  /** Fields come as codes, joined by commas. */
  const inWords = ({ code, status, facts }: ApiFailure): ApiFailure => {
    if (typeof facts.fields !== 'string') return new ApiFailure({ code, status, facts })
    const fields = facts.fields.split(', ').map(nameOf).join(', ')
    return new ApiFailure({ code, status, facts: { ...facts, fields } })
  }
  return (failure: ApiFailure): string => {
    const { step, missing } = failure.facts
    if (typeof step !== 'number') return sayFailure(failure)
    const needs = Array.isArray(missing) ? missing.map(needOf) : []
    const faults = Object.values(failure.fields).map((code) =>
      code === 'unknown' ? t('run.gone') : sayField(code),
    )
    const why =
      needs.length > 0
        ? t('run.lacks', { needs: needs.join(', ') })
        : faults.join(' ') || sayFailure(inWords(failure))
    return `${t('run.refused', { step })} ${why}`
  }
}
