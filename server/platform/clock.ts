/** The one clock. Code that decides is given its reading; tests hand in their own. */
export type Clock = { now(): number }

export const systemClock: Clock = { now: () => Date.now() }
