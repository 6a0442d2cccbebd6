/** How callers differ: when the next one calls, how long they wait, how long they talk. */
import type { Random } from '../demo/random.ts'

/** Arrivals of a Poisson stream, ms until the next. */
export const untilNextMs = (perHour: number, random: Random): number =>
  random.exponential(3_600_000 / perHour)

/** Exponential patience (Erlang A's own assumption), mean 3 minutes unless given. */
export const patienceMs = (random: Random, meanMs = 180_000): number =>
  Math.max(2_000, random.exponential(meanMs))

/** Talks are never shorter than a sentence, mean about 40 s: a training hour should hold many. */
export const talkMs = (random: Random, meanMs = 30_000): number => 10_000 + random.exponential(meanMs)
