/**
 * Where all that opens over a page stands: menus, lists, dialogs, messages. A landmark of its own, so that who goes
 * through a page by its landmarks comes to what is open as well.
 */
import { watchEffect } from 'vue'
import { useKitWords } from './words.ts'

/** In the page before anything opens: see index.html and call.html. */
export const ABOVE = '#above'

/** Keeps its name in the language of the screen. */
export const nameAbove = (): void => {
  const { t } = useKitWords()
  watchEffect(() => document.querySelector(ABOVE)?.setAttribute('aria-label', t('above')))
}
