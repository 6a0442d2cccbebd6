/** The ringing offer is heard: a bell chime, and a notification where the tab is hidden. */
import { PEAL_EVERY_MS, ringPeal } from '../kit/peal.ts'
import { ringContext } from './devices.ts'

const peal = (): void => {
  const context = ringContext()
  if (context?.state !== 'running') return
  ringPeal(context)
}

let timer: ReturnType<typeof setInterval> | undefined
let shown: Notification | null = null

/** Rings until `stopRinging`. `words` stand in the notification of a hidden tab. */
export const startRinging = (words: string): void => {
  stopRinging()
  peal()
  timer = setInterval(peal, PEAL_EVERY_MS)
  if (!globalThis.document.hidden || globalThis.Notification?.permission !== 'granted') return
  shown = new Notification(words, { tag: 'perezvon-offer', requireInteraction: true })
  shown.onclick = () => globalThis.focus()
}

export const stopRinging = (): void => {
  clearInterval(timer)
  timer = undefined
  shown?.close()
  shown = null
}

/** One stroke, to test the sound. */
export const testRing = (): void => peal()
