/** What stands on the page while the server doesn't answer at the very start, before any component can. */
import { useAppWords } from './words.ts'

let shown: HTMLElement | null = null

export const unreachable = {
  show: (): void => {
    if (shown) return
    const { t } = useAppWords()
    shown = document.createElement('div')
    shown.role = 'alert'
    shown.className = 'grid min-h-dvh place-content-center gap-1 p-6 text-center'
    const title = document.createElement('h1')
    title.className = 'text-lg font-semibold text-highlighted'
    title.textContent = t('unreachableTitle')
    const hint = document.createElement('p')
    hint.className = 'text-muted'
    hint.textContent = t('unreachableHint')
    shown.append(title, hint)
    document.body.append(shown)
  },
  hide: (): void => {
    shown?.remove()
    shown = null
  },
}
