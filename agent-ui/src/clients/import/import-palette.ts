/** The import of clients in the command palette: it has no place of its own on the rail. */
import { computed, ref } from 'vue'
import type { PaletteSource } from '../../platform/room.ts'
import { useImportWords } from './words.ts'

const { t } = useImportWords()

export const importPalette: PaletteSource = {
  id: 'client-import',
  label: () => t('title'),
  permission: 'client.import',
  search: (typed) => ({
    items: computed(() => {
      const wanted = typed.value.trim().toLowerCase()
      const isWanted = wanted !== '' && `${t('title')} ${t('open')}`.toLowerCase().includes(wanted)
      return isWanted
        ? [{ id: 'client-import', label: t('open'), icon: 'i-lucide-file-up', to: '/clients/import' }]
        : []
    }),
    loading: ref(false),
  }),
}
