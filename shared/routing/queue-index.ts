/**
 * One queue's free agents as rows of bits, in pick order: who is free, and who has a skill at a level. The first agent
 * with a set of skills is then the first bit that all rows share, 32 agents at a step.
 */
import type { AgentFacts, NeedNow } from './facts.ts'
import type { Ranked } from './pick-order.ts'

export type QueueIndex = {
  readonly ranked: readonly Ranked[]
  /** Agents who got `round` offers in this decision and could take one more. */
  freeIn(round: number): Uint32Array
  skilledRow(need: NeedNow): Uint32Array
  /** An agent who had got `round` offers got one more; `more`: and could take yet another. */
  move(rank: number, round: number, more: boolean): void
}

const bit = (rank: number): number => 1 << (rank & 31)

/** The level of every agent of the list in each skill that any of them has. Read once: a record is slow to look into. */
export type SkillTable = ReadonlyMap<string, Uint8Array>

export const tabulateSkills = (agents: readonly AgentFacts[]): SkillTable => {
  const table = new Map<string, Uint8Array>()
  for (const [at, { skills }] of agents.entries()) {
    for (const skill in skills) {
      let levels = table.get(skill)
      if (!levels) {
        levels = new Uint8Array(agents.length)
        table.set(skill, levels)
      }
      levels[at] = skills[skill]!
    }
  }
  return table
}

export const indexQueue = (ranked: readonly Ranked[], skills: SkillTable): QueueIndex => {
  const words = Math.ceil(ranked.length / 32)
  const row = (has: (rank: number) => boolean): Uint32Array => {
    const bits = new Uint32Array(words)
    for (let rank = 0; rank < ranked.length; rank += 1) if (has(rank)) bits[rank >>> 5]! |= bit(rank)
    return bits
  }
  // Whole words: bits beyond the last agent are cut off.
  const everyone = new Uint32Array(words).fill(0xffffffff)
  if (ranked.length % 32 !== 0) everyone[words - 1] = bit(ranked.length) - 1
  const free = [everyone]
  const rows = new Map<string, Uint32Array[]>()

  const freeIn = (round: number): Uint32Array => {
    free[round] ??= new Uint32Array(words)
    return free[round]
  }
  return {
    ranked,
    freeIn,
    skilledRow: ({ skill, minLevel }) => {
      let known = rows.get(skill)
      if (!known) {
        known = []
        rows.set(skill, known)
      }
      const levels = skills.get(skill)
      known[minLevel] ??= row((rank) => levels !== undefined && levels[ranked[rank]!.at]! >= minLevel)
      return known[minLevel]
    },
    move: (rank, round, more) => {
      freeIn(round)[rank >>> 5]! &= ~bit(rank)
      if (more) freeIn(round + 1)[rank >>> 5]! |= bit(rank)
    },
  }
}

/** The first rank from `word` on that is in all rows and not refused; -1: none. */
export const firstRank = (
  free: Uint32Array,
  rows: readonly Uint32Array[],
  word: number,
  isRefused: ((rank: number) => boolean) | null,
): number => {
  for (let at = word; at < free.length; at += 1) {
    let bits = free[at]!
    for (let row = 0; bits !== 0 && row < rows.length; row += 1) bits &= rows[row]![at]!
    while (bits !== 0) {
      const lowest = bits & -bits
      const rank = at * 32 + 31 - Math.clz32(lowest)
      if (!isRefused?.(rank)) return rank
      bits ^= lowest
    }
  }
  return -1
}
