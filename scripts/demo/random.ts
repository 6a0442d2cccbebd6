/** A generator of numbers that gives the same company from the same seed, every time and everywhere. */
export type Random = ReturnType<typeof createRandom>

/** mulberry32: small, fast, good enough for a made-up company. */
export const createRandom = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const hex = (digits: number) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join('')
  return {
    next,
    int,
    chance: (share: number) => next() < share,
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    /** `[[thing, weight], …]` */
    weighted: <T>(list: readonly (readonly [T, number])[]): T => {
      let at = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [thing, weight] of list) {
        at -= weight
        if (at < 0) return thing
      }
      return (list.at(-1) as readonly [T, number])[0]
    },
    exponential: (mean: number) => -Math.log(1 - next()) * mean,
    digits: (count: number) => Array.from({ length: count }, () => int(0, 9)).join(''),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + int(0, 3)).toString(16)}${hex(3)}-${hex(12)}`,
  }
}
