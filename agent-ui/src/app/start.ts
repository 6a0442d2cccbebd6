/** The order of the morning: who is there, then the pages; and what happens when the session ends or rights change. */
import type { QueryClient } from '@tanstack/vue-query'
import type { Router } from 'vue-router'
import { type DropCode, sessionChanged } from '#shared/identity/session.contract.ts'
import { dropped } from '#shared/platform/live.contract.ts'
import { lapse, loadSession, whenSignedOut } from '../identity/session.ts'
import { onMessage, onReturn } from '../platform/live.ts'
import { listenForShortcuts } from '../platform/shortcuts.ts'
import { unreachable } from './unreachable.ts'

const RETRY_MS = 3_000

export const startHouse = async (house: { router: Router; queries: QueryClient }): Promise<void> => {
  const { router, queries } = house
  whenSignedOut(() => {
    queries.clear()
    void router.push({ name: 'sign-in' })
  })
  onReturn(() => queries.invalidateQueries())
  onMessage(sessionChanged, () => void refreshRights(house))
  onMessage(dropped, ({ code }) => {
    if ((code as DropCode) === 'rights-changed') void refreshRights(house)
    else lapse()
  })
  listenForShortcuts()
  await firstSession()
}

/** Roles changed under a signed-in user: read them again, and leave a page that is no longer theirs. */
const refreshRights = async ({ router, queries }: { router: Router; queries: QueryClient }) => {
  await loadSession().catch((error: unknown) => console.warn('could not read the session again', error))
  await queries.invalidateQueries()
  await router.replace({ ...router.currentRoute.value, force: true } as never)
}

/** Without the session nothing can be shown: say so, and go on trying. */
const firstSession = async (): Promise<void> => {
  for (;;) {
    try {
      await loadSession()
      return unreachable.hide()
    } catch (error) {
      console.warn('the session could not be read', error)
      unreachable.show()
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}
