/** The agent's own work as the server states it: one for the whole app, replaced whole, never patched. */
import { computed, readonly, ref, shallowRef } from 'vue'
import { deskReplaced, openDesk } from '#shared/agents/agent.contract.ts'
import { type DeskState, deskStateMessage, readDesk } from '#shared/routing/desk.contract.ts'
import { call } from '../platform/api.ts'
import { ask, onMessage, onReturn } from '../platform/live.ts'
import { newId } from '../platform/new-id.ts'

const DESK_KEY = 'perezvon.desk'
/** The same tab is the same desk after a reload. */
const deskId = globalThis.sessionStorage?.getItem(DESK_KEY) ?? newId()
globalThis.sessionStorage?.setItem(DESK_KEY, deskId)

const state = shallowRef<DeskState | null>(null)
/** Another tab of this agent has taken the desk. */
const replaced = ref(false)
const followers = new Set<(state: DeskState) => void>()
let started = false

/** Answers come by HTTP and by the socket; an older one never overwrites a newer. */
const accept = (next: DeskState): void => {
  const present = state.value
  if (present && present.userId === next.userId && BigInt(next.cursor.tx) < BigInt(present.cursor.tx)) return
  state.value = next
  followers.forEach((follow) => follow(next))
}

const comeBack = async (): Promise<void> => {
  if (!replaced.value) await ask(openDesk, { deskId })
  accept(await call(readDesk, {}))
}

/** Once, when an agent's screens open. */
export const startDesk = (): void => {
  if (started) return
  started = true
  onMessage(deskStateMessage, accept)
  onMessage(deskReplaced, (told) => {
    if (told.deskId === deskId) replaced.value = true
  })
  onReturn(comeBack)
  // What is known over HTTP is shown at once; the desk itself opens when the line is up.
  call(readDesk, {}).then(accept, (error: unknown) => console.warn('the desk could not be read yet', error))
  comeBack().catch((error: unknown) => console.warn('the desk opens when the line is up', error))
}

/** Called with each new state, at once with the present one. */
export const followDesk = (follow: (state: DeskState) => void): (() => void) => {
  followers.add(follow)
  if (state.value) follow(state.value)
  return () => void followers.delete(follow)
}

export const useDesk = () => ({
  deskId,
  state: readonly(state),
  replaced: readonly(replaced),
  offer: computed(() => state.value?.offers[0] ?? null),
  work: computed(() => state.value?.work[0] ?? null),
  /** The reply of a command is as good as the message that follows it. */
  accept,
  takeOver: async () => {
    replaced.value = false
    await comeBack()
  },
})
