/** A page whose code could not be loaded: the one before it stays as it is, and the way to it is kept. */
import { readonly, shallowRef } from 'vue'
import type { RouteLocationNormalized, Router } from 'vue-router'
import { isUnloaded } from '../platform/unloaded.ts'

const missed = shallowRef<RouteLocationNormalized | null>(null)

export const watchMissedPages = (router: Router): void => {
  router.onError((error: unknown, to) => {
    if (!isUnloaded(error)) return
    console.warn('a page could not be loaded', error)
    missed.value = to
  })
  router.afterEach((_to, _from, failure) => {
    if (!failure) missed.value = null
  })
}

export const useMissedPage = (router: Router) => ({
  missed: readonly(missed),
  /** True when the page is there now. */
  again: async (): Promise<boolean> => {
    const to = missed.value
    if (!to) return true
    await router.push(to.fullPath).catch((error: unknown) => console.warn('still no page', error))
    return missed.value === null
  },
  forget: () => {
    missed.value = null
  },
})
