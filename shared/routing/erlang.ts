/**
 * Erlang's formulas: how many agents a load needs and what the callers then wait. Pure; rates are calls per ms, times ms.
 * C (M/M/n): everyone waits for ever. A (M/M/n+M, Palm): each caller hangs up after an exponential patience.
 */

export type Load = {
  /** Calls that arrive per ms. */
  perMs: number
  /** Mean handling time: talk, hold and wrap-up. */
  handleMs: number
  agents: number
}

export type Congestion = {
  /** Of those offered: part that does not get an agent at once. */
  waiting: number
  /** Of those offered: part answered within the threshold. The abandoned stand below the line. */
  serviceLevel: number
  /** Mean wait of all offered, ms. In A the waits that ended in abandonment are in it. */
  meanWaitMs: number
  abandoned: number
  occupancy: number
}

/** Offered load in erlangs. */
export const erlangsOf = ({ perMs, handleMs }: Pick<Load, 'perMs' | 'handleMs'>): number => perMs * handleMs

export const checkLoad = ({ perMs, handleMs, agents }: Load): void => {
  if (!(perMs >= 0) || !(handleMs > 0))
    throw new RangeError('a load needs a rate ≥ 0 and a handling time > 0')
  if (!Number.isInteger(agents) || agents < 0) throw new RangeError(`not a number of agents: ${agents}`)
}

/** Part blocked with n lines and no queue: B0 = 1, Bk = aBk−1 / (k + aBk−1). */
export const erlangB = (erlangs: number, lines: number): number => {
  let blocked = 1
  for (let line = 1; line <= lines; line += 1) blocked = (erlangs * blocked) / (line + erlangs * blocked)
  return blocked
}

/** With as many erlangs as agents, or more, the line has no end: nobody is served in time, the wait is infinite. */
export const erlangC = (load: Load, thresholdMs: number): Congestion => {
  checkLoad(load)
  const { agents, handleMs } = load
  const erlangs = erlangsOf(load)
  if (erlangs === 0) return { waiting: 0, serviceLevel: 1, meanWaitMs: 0, abandoned: 0, occupancy: 0 }
  if (erlangs >= agents) {
    return {
      waiting: 1,
      serviceLevel: 0,
      meanWaitMs: Number.POSITIVE_INFINITY,
      abandoned: 0,
      occupancy: 1,
    }
  }
  const blocked = erlangB(erlangs, agents)
  const waiting = (agents * blocked) / (agents - erlangs * (1 - blocked))
  const spare = agents - erlangs
  return {
    waiting,
    serviceLevel: 1 - waiting * Math.exp((-spare * thresholdMs) / handleMs),
    meanWaitMs: (waiting * handleMs) / spare,
    abandoned: 0,
    occupancy: erlangs / agents,
  }
}

/** The fewest agents who answer that part of the calls within the threshold; on the floor, before shrinkage. */
export const agentsFor = (
  load: Omit<Load, 'agents'>,
  wish: { serviceLevel: number; thresholdMs: number },
): number => {
  if (!(wish.serviceLevel >= 0 && wish.serviceLevel < 1))
    throw new RangeError('a service level is from 0 to below 1')
  let agents = load.perMs === 0 ? 0 : Math.floor(erlangsOf(load)) + 1
  while (erlangC({ ...load, agents }, wish.thresholdMs).serviceLevel < wish.serviceLevel) agents += 1
  return agents
}

/** How many to schedule so that `agents` are there: ceil(n / (1 − shrinkage)); shrinkage from 0 to below 1. */
export const scheduledFor = (agents: number, shrinkage: number): number => {
  if (!(shrinkage >= 0 && shrinkage < 1)) throw new RangeError(`not a shrinkage: ${shrinkage}`)
  // 14 / 0.7 is 20.000000000000004 as a float.
  return Math.ceil(agents / (1 - shrinkage) - 1e-9)
}
