/** Signalling sounds that loop. */
const RATE = 16_000

const level = (db: number): number => 10 ** (db / 20)

/** 425 Hz, one second on and four off, as telephones in Russia and most of Europe ring back (ITU-T E.180). */
export const composeRingback = (): Float64Array => {
  const on = RATE
  return Float64Array.from({ length: 5 * RATE }, (_, i) => {
    if (i >= on) return 0
    const edge = Math.min(1, i / (0.01 * RATE), (on - i) / (0.01 * RATE))
    return level(-22) * edge * Math.sin((2 * Math.PI * 425 * i) / RATE)
  })
}

/** "The other party is coming back": two soft falling notes every three seconds. */
export const composeReconnectingTone = (): Float64Array => {
  const out = new Float64Array(3 * RATE)
  const strike = (atS: number, hz: number): void => {
    for (let i = 0; i < RATE * 0.8; i++) {
      const t = i / RATE
      const shape = Math.min(1, t / 0.01) * Math.exp(-t / 0.18)
      out[Math.round(atS * RATE) + i]! += level(-20) * shape * Math.sin(2 * Math.PI * hz * t)
    }
  }
  strike(0.05, 659.26)
  strike(0.4, 493.88)
  return out
}
