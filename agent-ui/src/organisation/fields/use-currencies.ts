/** Currencies that a form offers: those of the markets, and the one that stands there. */
import { computed } from 'vue'
import { readOrganisation } from '#shared/organisation/organisation.contract.ts'
import { useLiveQuery } from '../../platform/live-query.ts'

/** @param held the one that stands there, `''` for none */
export const useCurrencies = (held: () => string) => {
  const { data } = useLiveQuery(readOrganisation, {}, { watch: ['market'] })
  const ofMarkets = computed(() => (data.value?.markets ?? []).map(({ currency }) => currency))
  return {
    offered: computed(() => [...new Set([...ofMarkets.value, held()])].filter(Boolean).sort()),
    usual: computed(() => ofMarkets.value[0] ?? 'RUB'),
  }
}
