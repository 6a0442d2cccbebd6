/** Asks before a page with unsaved input is left. */
import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { confirm } from './confirm.ts'
import { useKitWords } from './words.ts'

const guards = new Set<() => boolean>()

/** Some page has input that would be lost by leaving it. */
export const hasUnsaved = (): boolean => [...guards].some((dirty) => dirty())

export const useUnsavedGuard = (dirty: () => boolean): void => {
  const { t } = useKitWords()
  guards.add(dirty)
  onScopeDispose(() => void guards.delete(dirty))
  onBeforeRouteLeave(() => {
    if (!dirty()) return true
    const question = { title: t('unsaved.title'), text: t('unsaved.text'), deed: t('unsaved.leave') }
    return confirm({ ...question, destructive: true })
  })
}

/** A reload or a closed tab asks too, in the browser's own words. */
globalThis.addEventListener?.('beforeunload', (event) => {
  if (hasUnsaved()) event.preventDefault()
})
