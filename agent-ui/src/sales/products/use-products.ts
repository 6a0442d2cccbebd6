/** Products and their groups for the screens that keep them: what may be chosen, and how it is called. */
import { computed } from 'vue'
import { listProducts, productUnits } from '#shared/sales/product.contract.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { named } from '../../platform/named.ts'
import { useUnits } from '../units.ts'

export const useProducts = () => {
  const { unitText } = useUnits()
  const { data, failure, refetch } = useLiveQuery(listProducts, {}, { watch: ['product', 'dictionary'] })
  const all = computed(() => data.value?.groups ?? [])
  /** @param held the group of a product that is there already: it may stay though it takes no more */
  const groupChoices = (held = '') =>
    all.value
      .filter(({ id, active }) => active || id === held)
      .map((group) => ({ value: group.id, label: named(group) }))
  const units = productUnits.map((value) => ({ value, label: unitText(value) }))
  const groupName = (id: string): string => {
    const group = all.value.find((one) => one.id === id)
    return group ? named(group) : '—'
  }
  return { data, failure, refetch, groupChoices, units, groupName, unitText }
}
