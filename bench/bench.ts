/** What every measure has in common: the figures it gives, and how they are printed. */

/** One line of the table. A figure without a floor is held to its target alone. */
export type Measure = {
  what: string
  floor: string
  ours: string
  /** Ours over the floor's; null where there is no floor. */
  ratio: number | null
  target: string
  met: boolean
}

export type Bench = {
  /** The server on which the bench makes databases of its own. */
  databaseUrl: string
  redisUrl: string
  /** 1 for figures that count; less to try the bench itself. */
  scale: number
  /** A line of detail, printed as it comes. */
  say(line: string): void
  /** Memory of a process at the moment it mattered, MB. */
  memory(of: string, mb: number): void
}

export type RunBench = (bench: Bench) => Promise<Measure[]>

/** @param part 0 to 1 of the values, which need not be sorted: 0.5 is the median. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))
  return sorted[at] ?? Number.NaN
}

/** Milliseconds with three digits that mean something. */
export const ms = (value: number): string => {
  if (value < 10) return `${value.toFixed(2)} ms`
  return value < 100 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`
}

export const seconds = (value: number): string => `${(value / 1000).toFixed(1)} s`

/** Milliseconds against a floor: at most `times` of it. */
export const againstFloor = (
  what: string,
  taken: { floor: number; ours: number },
  times: number,
): Measure => ({
  what,
  floor: ms(taken.floor),
  ours: ms(taken.ours),
  ratio: taken.ours / taken.floor,
  target: `≤ ${times} ×`,
  met: taken.ours <= times * taken.floor,
})

/** A figure that has a limit and no floor. */
export const withinLimit = (
  what: string,
  figure: { value: number; limit: number; print: (value: number) => string },
): Measure => ({
  what,
  floor: '–',
  ours: figure.print(figure.value),
  ratio: null,
  target: `≤ ${figure.print(figure.limit)}`,
  met: figure.value <= figure.limit,
})
