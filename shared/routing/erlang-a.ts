/** Erlang A: the line of M/M/n+M, where each caller hangs up after an exponential patience (Palm). */
import { type Congestion, checkLoad, erlangsOf, type Load } from './erlang.ts'

const NEGLIGIBLE = 1e-18
const FEWEST_STEPS = 400
const MOST_STEPS = 200_000

/**
 * The states are those of a birth–death chain with births λ and deaths min(k, n)·μ + max(0, k − n)·θ, summed from the
 * likeliest state outwards. Service level is served ≤ T / offered:
 * 1 − P(wait) + pₙ·nμ ∫₀ᵀ exp((λ/θ)(1 − e^(−θt)) − (nμ + θ)t) dt.
 * The integral follows from e^(−θV) ~ Beta(nμ/θ, j + 1) for the wait V behind j others, summed over the line.
 */
export const erlangA = (load: Load & { patienceMs: number }, thresholdMs: number): Congestion => {
  checkLoad(load)
  const { perMs, agents, patienceMs } = load
  if (!(patienceMs > 0 && Number.isFinite(patienceMs))) throw new RangeError(`not a patience: ${patienceMs}`)
  if (perMs === 0) return { waiting: 0, serviceLevel: 1, meanWaitMs: 0, abandoned: 0, occupancy: 0 }
  const states = statesOf(load)
  const inLine = states.meanInLine
  return {
    waiting: states.allBusy,
    serviceLevel: Math.min(1, 1 - states.allBusy + servedLate(load, states.logAtN, thresholdMs)),
    meanWaitMs: inLine / perMs,
    abandoned: inLine / patienceMs / perMs,
    occupancy: agents === 0 ? 0 : states.meanBusy / agents,
  }
}

type PatientLoad = Load & { patienceMs: number }

const statesOf = (load: PatientLoad) => {
  const { perMs, handleMs, agents, patienceMs } = load
  const deaths = (k: number) => Math.min(k, agents) / handleMs + Math.max(0, k - agents) / patienceMs
  const mode =
    erlangsOf(load) <= agents
      ? Math.floor(erlangsOf(load))
      : agents + Math.floor((perMs - agents / handleMs) * patienceMs)
  const sums = { all: 0, allBusy: 0, busy: 0, line: 0 }
  const add = (k: number, weight: number) => {
    sums.all += weight
    sums.allBusy += k >= agents ? weight : 0
    sums.busy += Math.min(k, agents) * weight
    sums.line += Math.max(0, k - agents) * weight
  }
  add(mode, 1)
  for (let k = mode + 1, weight = perMs / deaths(k); weight > NEGLIGIBLE; k += 1, weight *= perMs / deaths(k))
    add(k, weight)
  for (let k = mode, weight = 1; k > 0 && weight > NEGLIGIBLE; k -= 1) {
    weight *= deaths(k) / perMs
    add(k - 1, weight)
  }
  let logAtN = -Math.log(sums.all)
  for (let k = mode + 1; k <= agents; k += 1) logAtN += Math.log(perMs / deaths(k))
  for (let k = mode; k > agents; k -= 1) logAtN += Math.log(deaths(k) / perMs)
  return {
    allBusy: sums.allBusy / sums.all,
    meanBusy: sums.busy / sums.all,
    meanInLine: sums.line / sums.all,
    logAtN,
  }
}

/** Part of the offered that waits and is served within T; Simpson's rule, in logarithms for heavy loads. */
const servedLate = (load: PatientLoad, logAtN: number, thresholdMs: number): number => {
  const { perMs, handleMs, agents, patienceMs } = load
  if (agents === 0 || thresholdMs <= 0) return 0
  const drain = agents / handleMs
  const density = (t: number) =>
    Math.exp(
      logAtN -
        perMs * patienceMs * Math.expm1(-t / patienceMs) -
        (drain + 1 / patienceMs) * t +
        Math.log(drain),
    )
  // Sixteen steps in the shortest time in which anything changes.
  const fastest = perMs + drain + 1 / patienceMs
  const steps = 2 * Math.ceil(Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, 16 * fastest * thresholdMs)) / 2)
  const step = thresholdMs / steps
  let sum = density(0) + density(thresholdMs)
  for (let index = 1; index < steps; index += 1) sum += (index % 2 === 0 ? 2 : 4) * density(index * step)
  return (sum * step) / 3
}
