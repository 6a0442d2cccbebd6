/** The sound of a dial pad's key, for the one who presses it; the digit itself travels on the signalling socket. */

/** ITU-T Q.23: a low and a high tone for each key, Hz. */
const ROWS = [697, 770, 852, 941]
const COLUMNS = [1209, 1336, 1477]
const KEYS = ['123', '456', '789', '*0#']

/** The two tones of a key; null for anything that is no key. */
export const keyTones = (key: string): [number, number] | null => {
  const row = KEYS.findIndex((keys) => key.length === 1 && keys.includes(key))
  if (row < 0) return null
  return [ROWS[row]!, COLUMNS[KEYS[row]!.indexOf(key)]!]
}

let shared: AudioContext | null = null

/** Plays a key for 120 ms, softly. Does nothing for what is no key, or where the browser has no sound. */
export const playKeyTone = (key: string): void => {
  const tones = keyTones(key)
  if (!tones || !('AudioContext' in globalThis)) return
  shared ??= new AudioContext()
  const context = shared
  void context.resume()
  const gain = context.createGain()
  const from = context.currentTime
  gain.gain.setValueAtTime(0, from)
  gain.gain.linearRampToValueAtTime(0.06, from + 0.008)
  gain.gain.setValueAtTime(0.06, from + 0.1)
  gain.gain.linearRampToValueAtTime(0, from + 0.12)
  gain.connect(context.destination)
  for (const hz of tones) {
    const tone = new OscillatorNode(context, { frequency: hz })
    tone.connect(gain)
    tone.start(from)
    tone.stop(from + 0.13)
    tone.onended = () => tone.disconnect()
  }
  setTimeout(() => gain.disconnect(), 300)
}
