/**
 * The register of every shortcut that works at this moment. A screen adds its own for as long as it lives; the list
 * (`?`) shows what is in the register, so that no shortcut is hidden and none is shown that does nothing.
 */
import { computed, onScopeDispose, shallowReactive } from 'vue'
import { anyDialogOpen } from './dialogs.ts'
import { firesWhileTyping, stepSequence } from './keys.ts'
import { isTyping } from './typing.ts'

export type Shortcut = {
  /** `Ctrl+K`, `Alt+A`, `?`, `G C`: see keys.ts. */
  keys: string
  /** What it does, in the user's language; a getter follows a change of language. */
  label: () => string
  /** The heading it is listed under. */
  group: () => string
  run: () => void
  /** Works and is listed only while this holds. */
  when?: () => boolean
  /** Also works over an open dialog. */
  overDialogs?: boolean
}

const register = shallowReactive<Shortcut[]>([])
const SEQUENCE_MS = 1_200

/** Adds shortcuts for as long as the calling component lives. The latest added wins a conflict. */
export const useShortcuts = (shortcuts: Shortcut[]): void => {
  register.unshift(...shortcuts)
  onScopeDispose(() => {
    for (const shortcut of shortcuts) {
      const at = register.indexOf(shortcut)
      if (at >= 0) register.splice(at, 1)
    }
  })
}

const active = () => register.filter((shortcut) => shortcut.when?.() ?? true)

/** What works now, by heading. */
export const useShortcutList = () =>
  computed(() => {
    const groups = new Map<string, Shortcut[]>()
    for (const shortcut of active()) {
      const list = groups.get(shortcut.group()) ?? []
      if (!list.some((other) => other.keys === shortcut.keys)) list.push(shortcut)
      groups.set(shortcut.group(), list)
    }
    return [...groups]
  })

let begun: { shortcut: Shortcut; step: number; until: number }[] = []

/** Listens on the document for the whole life of the app. */
export const listenForShortcuts = (): void => document.addEventListener('keydown', onKeydown)

const onKeydown = (event: KeyboardEvent) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return
  if (event.getModifierState('AltGraph')) return
  const candidates = active().filter((shortcut) => mayFire(shortcut, event.target))
  const fired = firedBy(candidates, event)
  if (!fired) return
  event.preventDefault()
  fired.run()
}

/** The shortcut that this press completes; remembers those that it only begins. */
const firedBy = (candidates: Shortcut[], event: KeyboardEvent): Shortcut | undefined => {
  const now = Date.now()
  const open = begun.filter(({ until, shortcut }) => until > now && candidates.includes(shortcut))
  const tries = [...open, ...candidates.map((shortcut) => ({ shortcut, step: 0 }))]
  begun = []
  for (const { shortcut, step } of tries) {
    const result = stepSequence(shortcut.keys, step, event)
    if (result.kind === 'done') {
      begun = []
      return shortcut
    }
    if (result.kind === 'next') begun.push({ shortcut, step: result.step, until: now + SEQUENCE_MS })
  }
  return undefined
}

const mayFire = (shortcut: Shortcut, target: EventTarget | null): boolean => {
  if (isTyping(target) && !firesWhileTyping(shortcut.keys)) return false
  if (shortcut.overDialogs) return true
  return !anyDialogOpen()
}
