/**
 * While the browser holds the sound back, any key or click lets it play. A click, a key with Alt or Ctrl and what is
 * typed into a field also do what they always do; a bare key was pressed for the sound alone and does nothing else.
 */
import { isTyping } from '../platform/typing.ts'

type Held = { isHeld: () => boolean; resume: () => void }

/** Listens for the whole life of the app, before everything else. */
export const continueOnGesture = ({ isHeld, resume }: Held): void => {
  globalThis.addEventListener('pointerdown', () => isHeld() && resume(), { capture: true })
  globalThis.addEventListener(
    'keydown',
    (event) => {
      if (!isHeld()) return
      resume()
      if (!isBare(event)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    { capture: true },
  )
}

const isBare = (event: KeyboardEvent): boolean => {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return false
  return event.key.length === 1 || event.key === 'Enter'
}
