/** The imports of a kind in the command palette: they have no place of their own on the rail. */
import { computed, ref } from 'vue'
import type { PaletteSource } from '../platform/room.ts'

export const importPaletteOf = (kind: {
  id: string
  permission: NonNullable<PaletteSource['permission']>
  to: string
  title: () => string
  open: () => string
}): PaletteSource => ({
  id: kind.id,
  label: kind.title,
  permission: kind.permission,
  search: (typed) => ({
    items: computed(() => {
      const wanted = typed.value.trim().toLowerCase()
      const isWanted = wanted !== '' && `${kind.title()} ${kind.open()}`.toLowerCase().includes(wanted)
      return isWanted ? [{ id: kind.id, label: kind.open(), icon: 'i-lucide-file-up', to: kind.to }] : []
    }),
    loading: ref(false),
  }),
})
