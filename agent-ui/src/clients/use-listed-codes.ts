/** Codes of a list that the administration keeps: their words, and what may be chosen. */
import { computed } from 'vue'
import type { ListedCode } from '#shared/clients/listed-code.ts'
import { named } from '../platform/named.ts'

/** @param list undefined until it is read */
export const useListedCodes = (list: () => readonly ListedCode[] | undefined) => {
  const listed = computed(() => list() ?? [])
  const wordsOf = (code: string): string => {
    const known = listed.value.find((one) => one.code === code)
    return known ? named(known) : code
  }
  /** @param held what stands there now: it may stay though nobody can choose it any more */
  const choices = (held = '') =>
    listed.value
      .filter(({ active, code }) => active || code === held)
      .map((one) => ({ value: one.code, label: named(one) }))
  return { listed, wordsOf, choices }
}
