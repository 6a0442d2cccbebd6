/** Products and their groups for the screens that keep them: what may be chosen, and how it is called. */
import { computed } from 'vue'
import { listProducts, productUnits } from '#shared/sales/product.contract.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { named } from '../../platform/named.ts'
import { useUnits } from '../units.ts'

export const useProducts = () => {
  const { unitText } = useUnits()
  const { data, failure, refetch } = useLiveQuery(listProducts, {}, { watch: ['product', 'dictionary'] })
  const groups = computed(() =>
    (data.value?.groups ?? []).map((group) => ({ value: group.id, label: named(group) })),
  )
  const units = productUnits.map((value) => ({ value, label: unitText(value) }))
  const groupName = (id: string): string => groups.value.find(({ value }) => value === id)?.label ?? '—'
  return { data, failure, refetch, groups, units, groupName, unitText }
}
