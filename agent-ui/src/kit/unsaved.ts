/** Asks before unsaved input is lost: by leaving its page, or by closing the panel it stands in. */
import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { confirm } from './confirm.ts'
import { useKitWords } from './words.ts'

const guards = new Set<() => boolean>()

/** Something on the screen has input that would be lost by leaving it. */
export const hasUnsaved = (): boolean => [...guards].some((dirty) => dirty())

const { t } = useKitWords()
const askToLeave = (): Promise<boolean> =>
  confirm({
    title: t('unsaved.title'),
    text: t('unsaved.text'),
    deed: t('unsaved.leave'),
    destructive: true,
  })

/** True: nothing would be lost, or the user lets it go. */
export const mayLeave = async (): Promise<boolean> => !hasUnsaved() || (await askToLeave())

export const useUnsavedGuard = (dirty: () => boolean): void => {
  guards.add(dirty)
  onScopeDispose(() => void guards.delete(dirty))
  onBeforeRouteLeave(() => !dirty() || askToLeave())
}

/** A reload or a closed tab asks too, in the browser's own words. */
globalThis.addEventListener?.('beforeunload', (event) => {
  if (hasUnsaved()) event.preventDefault()
})
