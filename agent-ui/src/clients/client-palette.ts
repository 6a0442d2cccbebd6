/** Clients in the command palette: by name, phone in any spelling, claim number. */
import { computed } from 'vue'
import { type FoundClient, searchClients } from '#shared/clients/search.contract.ts'
import { debounced } from '../platform/debounced.ts'
import { useLiveQuery } from '../platform/live-query.ts'
import type { PaletteItem, PaletteSource } from '../platform/room.ts'
import { useClientsWords } from './words.ts'

const SHORTEST = 2
const PAUSE_MS = 180
const SHOWN = 8

const { t } = useClientsWords()

const itemOf = (found: FoundClient): PaletteItem => ({
  id: found.clientId + found.why.text,
  label: found.name,
  suffix: found.why.by === 'name' ? (found.managerName ?? undefined) : found.why.text,
  icon: found.kind === 'company' ? 'i-lucide-building-2' : 'i-lucide-user-round',
  to: `/clients/${found.clientId}`,
})

export const clientPalette: PaletteSource = {
  id: 'clients',
  label: () => t('found'),
  permission: 'client.read',
  search: (typed) => {
    const settled = debounced(typed, PAUSE_MS)
    const enough = () => settled.value.trim().length >= SHORTEST
    const { data, isFetching } = useLiveQuery(
      searchClients,
      () => ({ query: { search: settled.value.trim() } }),
      { enabled: enough, keepPrevious: true },
    )
    return {
      items: computed(() => (enough() ? (data.value?.results ?? []).slice(0, SHOWN).map(itemOf) : [])),
      loading: isFetching,
    }
  },
}
