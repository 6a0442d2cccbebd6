/**
 * Where all that opens over a page stands: menus, lists, dialogs, messages. A landmark of its own, so that who goes
 * through a page by its landmarks comes to what is open as well.
 */
import { onScopeDispose, watchEffect } from 'vue'
import { useKitWords } from './words.ts'

/** In the page before anything opens: see index.html, call.html and claim.html. */
export const ABOVE = '#above'

/**
 * Keeps its name, and that of the corner of messages in it, in the language of the screen: the library knows the corner
 * by an English one only, and hides the stops that lead the focus into it from those who are led.
 */
export const nameAbove = (): void => {
  const { t } = useKitWords()
  const above = document.querySelector(ABOVE)
  if (!above) return
  const name = () => {
    above.setAttribute('aria-label', t('above'))
    const corner = above.querySelector('[role=region]')
    corner?.setAttribute('aria-label', t('messages'))
    for (const stop of corner?.querySelectorAll(':scope > span[tabindex]') ?? [])
      stop.removeAttribute('aria-hidden')
  }
  watchEffect(name)
  const changes = new MutationObserver(name)
  changes.observe(above, { childList: true, subtree: true })
  onScopeDispose(() => changes.disconnect())
}
