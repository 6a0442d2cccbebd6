/** Short words in the corner: what was done, what was refused. */
import { useToast } from '@nuxt/ui/composables'
import type { ApiFailure } from '../platform/failure.ts'
import { useFailureWords } from '../platform/words.ts'

export const useSay = () => {
  const toast = useToast()
  const { sayFailure } = useFailureWords()
  return {
    done: (title: string) =>
      void toast.add({ title, color: 'success', icon: 'i-lucide-check', duration: 4_000 }),
    /** Something was made; the link leads to it. `follow` may prevent that and show it where the user is. */
    made: (title: string, link: { label: string; to: string; follow?: (event: MouseEvent) => void }) => {
      const { follow, ...place } = link
      const onClick = (event: MouseEvent) => {
        follow?.(event)
        toast.remove(said.id)
      }
      const said = toast.add({
        title,
        color: 'success',
        icon: 'i-lucide-check',
        duration: 8_000,
        actions: [{ ...place, onClick, color: 'neutral', variant: 'outline', size: 'sm' }],
      })
    },
    /** Something happened elsewhere; a click leads to it. */
    news: (title: string, follow: () => void) =>
      void toast.add({ title, color: 'neutral', icon: 'i-lucide-bell', duration: 8_000, onClick: follow }),
    refused: (failure: ApiFailure) =>
      void toast.add({
        title: sayFailure(failure),
        color: 'error',
        icon: 'i-lucide-circle-alert',
        duration: 8_000,
      }),
  }
}
