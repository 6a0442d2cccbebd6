/** Sources of clients, as the administration keeps them. A code that is on no list is shown as it stands. */
import { computed } from 'vue'
import { readClientSources } from '#shared/clients/source.contract.ts'
import { useLiveQuery } from '../platform/live-query.ts'
import { named } from '../platform/named.ts'

export const useSources = () => {
  const { data } = useLiveQuery(readClientSources, {}, { watch: ['dictionary'] })
  const sources = computed(() => data.value?.sources ?? [])
  const sourceWords = (code: string): string => {
    const known = sources.value.find((one) => one.code === code)
    return known ? named(known) : code
  }
  /** @param held what stands there now: it may stay though nobody can choose it any more */
  const sourceChoices = (held = '') =>
    sources.value
      .filter(({ active, code }) => active || code === held)
      .map((one) => ({ value: one.code, label: named(one) }))
  return { sources, sourceWords, sourceChoices }
}
