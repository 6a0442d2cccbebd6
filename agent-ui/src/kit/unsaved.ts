/** Asks before a page with unsaved input is left. */
import { onBeforeRouteLeave } from 'vue-router'
import { confirm } from './confirm.ts'
import { useKitWords } from './words.ts'

export const useUnsavedGuard = (dirty: () => boolean): void => {
  const { t } = useKitWords()
  onBeforeRouteLeave(() => {
    if (!dirty()) return true
    const question = { title: t('unsaved.title'), text: t('unsaved.text'), deed: t('unsaved.leave') }
    return confirm({ ...question, destructive: true })
  })
}
