/** Labels of the card's fields, and their values as the form shows them. */
import { computed } from 'vue'
import { idOfKey } from '#shared/organisation/custom-value.ts'
import { readOrganisation } from '#shared/organisation/organisation.contract.ts'
import { useCustomFields } from '../organisation/fields/use-custom-fields.ts'
import { useLiveQuery } from '../platform/live-query.ts'
import { named } from '../platform/named.ts'
import { countryWords } from './client-words.ts'
import { useIndustries } from './use-industries.ts'
import { useSources } from './use-sources.ts'
import { useClientsWords } from './words.ts'

/** @param options `enabled`: while the form is open; `managerName`: of the manager that the card has now */
export const useCardFieldWords = (options: { enabled: () => boolean; managerName: () => string | null }) => {
  const { t, has } = useClientsWords()
  const added = useCustomFields('client')
  const { sourceWords, sourceChoices } = useSources()
  const { industryWords, industryChoices } = useIndustries()
  const { data: organisation } = useLiveQuery(readOrganisation, {}, { enabled: options.enabled })
  const markets = computed(() =>
    (organisation.value?.markets ?? []).map((one) => ({ label: named(one), value: one.id })),
  )
  const kinds = computed(() =>
    (['company', 'person'] as const).map((value) => ({ label: t(`fields.${value}`), value })),
  )
  const tongues = computed(() =>
    (['ru', 'en'] as const).map((value) => ({ label: t(`languages.${value}`), value })),
  )
  const chosen = (list: { label: string; value: string }[], code: string) =>
    list.find(({ value }) => value === code)?.label ?? code

  const label = (field: string): string => {
    const own = added.labelOf(field)
    if (own !== null) return own
    const key = `fields.${field.replace(/Id$/, '')}`
    return has(key) ? t(key) : field
  }
  const words = (field: string, value: unknown): string => {
    if (idOfKey(field)) return added.wordsOf(field, value)
    const code = typeof value === 'string' ? value : ''
    if (code === '') return '—'
    const known: Record<string, () => string> = {
      country: () => countryWords(code),
      industry: () => industryWords(code),
      source: () => sourceWords(code),
      language: () => chosen(tongues.value, code),
      kind: () => chosen(kinds.value, code),
      marketId: () => chosen(markets.value, code),
      managerId: () => options.managerName() ?? '—',
    }
    return known[field]?.() ?? code
  }
  return { markets, kinds, tongues, sourceChoices, industryChoices, label, words }
}
