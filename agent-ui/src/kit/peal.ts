/** The bell chime of a call that rings, at the desk and on the client’s page. */

/** From one peal to the next. */
export const PEAL_EVERY_MS = 2_600
/** A small peal: fundamental, and the hum and tierce that make a bell a bell. */
const PARTIALS = [
  { ratio: 1, gain: 0.5, seconds: 1.9 },
  { ratio: 1.2, gain: 0.25, seconds: 1.3 },
  { ratio: 2, gain: 0.3, seconds: 1 },
  { ratio: 3.01, gain: 0.12, seconds: 0.6 },
]
const NOTES = [784, 988]

const strike = (context: AudioContext, hz: number, at: number): void => {
  for (const { ratio, gain, seconds } of PARTIALS) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.frequency.value = hz * ratio
    volume.gain.setValueAtTime(0, at)
    volume.gain.linearRampToValueAtTime(gain * 0.3, at + 0.008)
    volume.gain.exponentialRampToValueAtTime(0.0005, at + seconds)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + seconds)
  }
}

export const ringPeal = (context: AudioContext): void =>
  NOTES.forEach((hz, index) => strike(context, hz, context.currentTime + index * 0.28))
