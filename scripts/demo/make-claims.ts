/** A year of claims by the house's own rules: numbers, clocks on the market's calendar, answers in time and late. */
import { readPolicy } from '#server/claims/clocks/policies/policy.store.ts'
import { readMarketCalendar } from '#server/claims/policy.store.ts'
import type { Trx } from '#server/platform/database.ts'
import type { Severity } from '#shared/claims/claim.state.ts'
import { type ClockPlan, planClock } from '#shared/claims/clock-plan.ts'
import { type ClaimPolicy, chooseRule, type MarketCalendar } from '#shared/claims/deadline-policy.ts'
import { insertMany } from './bulk.ts'
import { claimTextsOf } from './claim-texts.data.ts'
import type { Contact, DemoEvent, TimelineRow } from './demo-rows.ts'
import { type CauseIds, detailClaim } from './detail-claim.ts'
import type { House } from './make-organisation.ts'
import { createRandom, type Random } from './random.ts'
import { stageTimesOf } from './stage-times.ts'
import { walkClaim } from './walk-claim.ts'
import { type ClaimRows, type ClaimStory, writeClaim } from './write-claim.ts'

const SEVERITIES = [
  ['low', 3],
  ['normal', 6],
  ['high', 2],
  ['critical', 0.5],
] as const
/** Between the call and the claim, ms. */
const OPENED_AFTER_MS = 900_000

type Place = { calendar: MarketCalendar; code: string; zone: string }
export type Claims = { stories: ClaimStory[]; events: DemoEvent[]; timeline: TimelineRow[] }

export const makeClaims = async (
  trx: Trx,
  house: House,
  contacts: Contact[],
  random: Random,
  now: number,
): Promise<Claims> => {
  const rows: ClaimRows = { claims: [], clocks: [], escalations: [], timeline: [], events: [] }
  const policy = await readPolicy(trx)
  const places = await readPlaces(trx, house)
  const counters = new Map<string, number>()
  const stories: ClaimStory[] = []
  for (const contact of contacts) {
    const { agentId, client } = contact
    if (contact.topic !== 'claims' || agentId === null || !random.chance(0.42)) continue
    const place = places.get(client.marketId) as Place
    const openedAt = contact.at + OPENED_AFTER_MS
    const number = takeNumber(counters, client.marketId, place, openedAt)
    const severity = random.weighted(SEVERITIES)
    const claim = { marketId: client.marketId, severity, startedAt: openedAt }
    const plan = planFinalAnswer(policy, place.calendar, claim)
    const told = { house, random, contact: { ...contact, agentId }, number, openedAt, severity, plan }
    stories.push(tellClaim(told, now))
  }
  // A generator of its own: the year that comes after is the same whatever claims are about.
  const details = createRandom(stories.length)
  const causes = await readCauses(trx)
  const products = stories.map((story) => {
    const { columns, product } = detailClaim(story, causes, details)
    writeClaim(story, columns, rows)
    return product
  })
  await insertMany(trx, 'claims', rows.claims)
  await insertMany(trx, 'claim_closings', closingsOf(rows))
  await insertMany(trx, 'claim_products', products)
  await insertMany(trx, 'claim_clocks', rows.clocks)
  await insertMany(trx, 'claim_escalations', rows.escalations)
  const calendarOf = ({ contact }: ClaimStory) => (places.get(contact.client.marketId) as Place).calendar
  await insertMany(
    trx,
    'claim_stage_times',
    stories.flatMap((story) => stageTimesOf(story, calendarOf(story))),
  )
  await insertMany(trx, 'claim_counters', counterRows(counters))
  return { stories, events: rows.events, timeline: rows.timeline }
}

/** What the board counts closed claims by. */
const closingsOf = ({ claims }: ClaimRows) =>
  claims
    .filter(({ closed_at }) => closed_at !== null)
    .map(({ id, closed_at, closing_ground }) => ({ claim_id: id, closed_at, ground: closing_ground }))

const readCauses = async (trx: Trx): Promise<CauseIds> => {
  const rows = await trx('claim_causes').select<{ id: string; code: string }[]>('id', 'code')
  return new Map(rows.map(({ id, code }) => [code, id]))
}

const planFinalAnswer = (
  policy: ClaimPolicy,
  calendar: MarketCalendar,
  claim: { marketId: string; severity: Severity; startedAt: number },
): ClockPlan => {
  const { marketId, severity, startedAt } = claim
  const rule = chooseRule(policy, { marketId, severity, categoryId: '', clientClasses: [] })
  const clock = rule.clocks.find(({ kind }) => kind === 'final-answer')
  if (!clock) throw new Error(`rule ${rule.code} has no final answer`)
  const spec = { policyVersion: policy.version, rule: rule.code, clock, severity, calendar, startedAt }
  return planClock({ ...spec, holds: [], returns: 0, done: [] })
}

const readPlaces = async (trx: Trx, house: House): Promise<Map<string, Place>> => {
  const places = new Map<string, Place>()
  for (const [code, { id, zone }] of Object.entries(house.markets)) {
    places.set(id, { calendar: await readMarketCalendar(trx, id), code, zone })
  }
  return places
}

const takeNumber = (
  counters: Map<string, number>,
  marketId: string,
  place: Place,
  openedAt: number,
): string => {
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: place.zone }).format(openedAt)
  const counter = `${marketId} ${year}`
  const last = (counters.get(counter) ?? 0) + 1
  counters.set(counter, last)
  return `${place.code.toUpperCase()}-${year}-${String(last).padStart(6, '0')}`
}

const counterRows = (counters: Map<string, number>) =>
  [...counters].map(([key, last]) => {
    const [market_id, year] = key.split(' ')
    return { market_id, year: Number(year), last }
  })

type Telling = Pick<ClaimStory, 'contact' | 'number' | 'openedAt' | 'severity' | 'plan'> & {
  house: House
  random: Random
}

const tellClaim = ({ house, random, ...given }: Telling, now: number): ClaimStory => {
  const { contact, openedAt, plan } = given
  const { language } = contact.client
  const category = random.weighted(house.categories.map((one) => [one, one.weight] as const))
  const opener = Object.values(house.users).find(({ id }) => id === contact.agentId)
  const seed = { openedAt, openedById: contact.agentId, language, categoryCode: category.code, plan }
  return {
    ...given,
    id: random.uuid(),
    clockId: random.uuid(),
    openerDepartmentId: opener?.departmentId ?? null,
    category,
    product: random.pick(house.products),
    description: random.pick(claimTextsOf(language, category.code).said),
    life: walkClaim(house, random, seed, now),
  }
}
