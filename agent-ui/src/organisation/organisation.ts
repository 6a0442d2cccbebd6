/** Departments, markets and calendars as forms choose from them. */
import { computed } from 'vue'
import { readOrganisation } from '#shared/organisation/organisation.contract.ts'
import { useLiveQuery } from '../platform/live-query.ts'
import { type NamedInTwo, named } from '../platform/named.ts'

export type Choice = { value: string; label: string }

/** Rows as choices of a select, by their names in the screen's language. */
export const choicesOf = (rows: readonly ({ id: string } & NamedInTwo)[] | undefined): Choice[] =>
  (rows ?? []).map((row) => ({ value: row.id, label: named(row) }))

export const useOrganisation = () => {
  const { data } = useLiveQuery(readOrganisation, {}, { watch: ['calendar', 'market', 'department'] })
  const nameIn = (rows: readonly ({ id: string } & NamedInTwo)[] | undefined, id: string | null) => {
    const found = rows?.find((row) => row.id === id)
    return found ? named(found) : null
  }
  return {
    organisation: data,
    departments: computed(() => choicesOf(data.value?.departments.filter(({ open }) => open))),
    markets: computed(() => choicesOf(data.value?.markets)),
    calendars: computed(() => choicesOf(data.value?.calendars)),
    departmentName: (id: string | null) => nameIn(data.value?.departments, id),
    marketName: (id: string | null) => nameIn(data.value?.markets, id),
  }
}
