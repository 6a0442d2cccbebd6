/**
 * How much a client matters now, 0 to 100: value + risk + potential, each point with the fact it comes from. Pure; the
 * weights stand here alone.
 */
export const priorityFacts = [
  'won-year',
  'won-before',
  'open-claims',
  'overdue-claims',
  'lost-calls',
  'open-deals',
  'in-touch',
] as const
export type PriorityFact = (typeof priorityFacts)[number]
export type PriorityPart = 'value' | 'risk' | 'potential'

export const PRIORITY_PARTS: Record<PriorityFact, PriorityPart> = {
  'won-year': 'value',
  'won-before': 'value',
  'open-claims': 'risk',
  'overdue-claims': 'risk',
  'lost-calls': 'risk',
  'open-deals': 'potential',
  'in-touch': 'potential',
}

type Severity = 'low' | 'normal' | 'high' | 'critical'
type OpenState = 'lead' | 'qualified' | 'quoted' | 'negotiating'

export type ClientFacts = {
  won: readonly { id: string; closedAt: number; houseMinor: number }[]
  /** Of all won deals of the house in the last year, minor units; null: there are none. */
  meanWonMinor: number | null
  claims: readonly { id: string; severity: Severity; deadlineAt: number; clockRuns: boolean }[]
  openDeals: readonly { id: string; state: OpenState }[]
  /** Contacts of the last 30 days, newest first. */
  contacts: readonly { id: string; at: number; outcome: string | null }[]
}

export type PriorityPoint = {
  fact: PriorityFact
  points: number
  /** What the points are given for, by id: deals, claims or interactions. */
  of: string[]
}

const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS
const CLAIM: Record<Severity, number> = { low: 3, normal: 6, high: 10, critical: 15 }
const DEAL: Record<OpenState, number> = { lead: 2, qualified: 4, quoted: 6, negotiating: 8 }
const LOST: readonly (string | null)[] = ['abandoned', 'cut-off', 'refused']
/** The most that a fact can give; together 100. */
export const MOST: Record<PriorityFact, number> = {
  'won-year': 25,
  'won-before': 15,
  'open-claims': 20,
  'overdue-claims': 10,
  'lost-calls': 5,
  'open-deals': 20,
  'in-touch': 5,
}

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)
const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Facts that give no point are left out. @param now epoch ms */
export const priorityOf = (facts: ClientFacts, now: number): { score: number; points: PriorityPoint[] } => {
  const lately = facts.won.filter(({ closedAt }) => closedAt > now - YEAR_MS)
  const revenue = sum(lately.map(({ houseMinor }) => houseMinor))
  const overdue = facts.claims.filter(({ clockRuns, deadlineAt }) => clockRuns && deadlineAt < now)
  const handledAt = Math.max(
    0,
    ...facts.contacts.filter(({ outcome }) => outcome === 'handled').map(({ at }) => at),
  )
  // A lost call after which the client got through is a trouble no more.
  const lost = facts.contacts.filter(({ outcome, at }) => LOST.includes(outcome) && at > handledAt)
  const given: [PriorityFact, number, string[]][] = [
    ['won-year', facts.meanWonMinor ? (5 * revenue) / facts.meanWonMinor : 0, ids(lately)],
    ['won-before', 5 * Math.max(0, facts.won.length - 1), ids(facts.won)],
    ['open-claims', sum(facts.claims.map(({ severity }) => CLAIM[severity])), ids(facts.claims)],
    ['overdue-claims', overdue.length > 0 ? 10 : 0, ids(overdue)],
    ['lost-calls', 5 * lost.length, ids(lost)],
    ['open-deals', sum(facts.openDeals.map(({ state }) => DEAL[state])), ids(facts.openDeals)],
    [
      'in-touch',
      facts.openDeals.length > 0 && facts.contacts.length > 0 ? 5 : 0,
      ids(facts.contacts.slice(0, 1)),
    ],
  ]
  const points = given
    .map(([fact, worth, of]) => ({ fact, points: Math.min(MOST[fact], Math.round(worth)), of }))
    .filter((one) => one.points > 0)
  return { score: sum(points.map((one) => one.points)), points }
}
