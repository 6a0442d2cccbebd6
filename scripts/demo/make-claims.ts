/** A year of claims by the house's own rules: numbers, clocks on the market's calendar, answers in time and late. */
import { readMarketCalendar, readPolicy } from '#server/claims/policy.store.ts'
import type { Trx } from '#server/platform/database.ts'
import type { MarketCalendar } from '#shared/claims/deadline-policy.ts'
import { planClock } from '#shared/claims/deadline-policy.ts'
import { insertMany, iso } from './bulk.ts'
import type { Contact, DemoEvent, TimelineRow } from './make-history.ts'
import type { House } from './make-organisation.ts'
import { claimTexts } from './names.data.ts'
import type { Random } from './random.ts'

const HOUR_MS = 3_600_000
const SEVERITIES = [
  ['low', 3],
  ['normal', 6],
  ['high', 2],
  ['critical', 0.5],
] as const

type Row = Record<string, unknown>
type Rows = { claims: Row[]; clocks: Row[]; timeline: TimelineRow[]; events: DemoEvent[] }
type Place = { calendar: MarketCalendar; code: string; zone: string }

export const makeClaims = async (
  trx: Trx,
  house: House,
  contacts: Contact[],
  random: Random,
  now: number,
): Promise<{ events: DemoEvent[]; timeline: TimelineRow[] }> => {
  const rows: Rows = { claims: [], clocks: [], timeline: [], events: [] }
  const policy = await readPolicy(trx)
  const places = new Map<string, Place>()
  for (const [code, { id, zone }] of Object.entries(house.markets)) {
    places.set(id, { calendar: await readMarketCalendar(trx, id), code, zone })
  }
  const counters = new Map<string, number>()
  for (const contact of contacts) {
    if (contact.topic !== 'claims' || contact.agentId === null || !random.chance(0.42)) continue
    const place = places.get(contact.client.marketId) as Place
    const openedAt = contact.at + 900_000
    const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: place.zone }).format(openedAt)
    const counter = `${contact.client.marketId} ${year}`
    const last = (counters.get(counter) ?? 0) + 1
    counters.set(counter, last)
    const number = `${place.code.toUpperCase()}-${year}-${String(last).padStart(6, '0')}`
    addClaim({ house, random, contact, number, openedAt, now, rows, place, policy })
  }
  await insertMany(trx, 'claims', rows.claims)
  await insertMany(trx, 'claim_clocks', rows.clocks)
  await insertMany(
    trx,
    'claim_counters',
    [...counters].map(([key, last]) => ({
      market_id: key.split(' ')[0],
      year: Number(key.split(' ')[1]),
      last,
    })),
  )
  return rows
}

type Adding = {
  house: House
  random: Random
  contact: Contact
  number: string
  openedAt: number
  now: number
  rows: Rows
  place: Place
  policy: Awaited<ReturnType<typeof readPolicy>>
}

const addClaim = ({ house, random, contact, number, openedAt, now, rows, place, policy }: Adding) => {
  const { client } = contact
  const handler = random.pick(Object.values(house.users).filter(({ user }) => user.role === 'claim-handler'))
  const category = random.weighted(house.categories.map((one) => [one, one.weight] as const))
  const product = random.pick(house.products)
  const severity = random.weighted(SEVERITIES)
  const plan = planClock({ policy, calendar: place.calendar, severity, startedAt: openedAt })
  const [id, clockId] = [random.uuid(), random.uuid()]
  const spanMs = plan.deadlineAt - openedAt
  const walk = walkClaim(random, openedAt, spanMs, now)
  const facts = {
    number,
    clientId: client.id,
    interactionId: contact.id,
    handlerId: handler.id,
    departmentId: handler.departmentId,
    marketId: client.marketId,
    country: client.country,
    region: client.region,
    industry: client.industry,
    source: client.source,
    categoryId: category.id,
    categoryCode: category.code,
    productId: product.id,
    productGroupId: product.groupId,
    severity,
    openedAt,
    deadlineAt: plan.deadlineAt,
  }
  const tell = (kind: string, at: number, data: unknown, actorId: string | null = handler.id) =>
    rows.events.push({ at: iso(at), kind, subject_kind: 'claim', subject_id: id, actor_id: actorId, data })
  tell(
    'claim.opened',
    openedAt,
    {
      ...facts,
      openedById: contact.agentId,
      openerDepartmentId: null,
      clockId,
      policyVersion: plan.basis.policyVersion,
    },
    contact.agentId,
  )
  for (const step of walk.steps) {
    const stops = step.move === 'answer' || step.move === 'reject'
    tell('claim.moved', step.at, {
      ...facts,
      move: step.move,
      from: step.from,
      to: step.to,
      text: null,
      stopped: stops
        ? { clockId, deadlineAt: plan.deadlineAt, lateMs: Math.max(0, step.at - plan.deadlineAt) }
        : null,
      started: null,
    })
  }
  const answeredAt = walk.steps.find((step) => step.move === 'answer' || step.move === 'reject')?.at ?? null
  const closedAt = walk.state === 'closed' ? (walk.steps.at(-1)?.at ?? null) : null
  const isSaid = answeredAt !== null
  const isFound = walk.steps.some((step) => step.move === 'investigate')
  rows.claims.push({
    id,
    number,
    client_id: client.id,
    person_id: client.personId,
    interaction_id: contact.id,
    market_id: client.marketId,
    handler_id: handler.id,
    category_id: category.id,
    product_id: product.id,
    severity,
    description: random.pick(claimTexts[client.language]),
    state: walk.state,
    findings: isFound
      ? client.language === 'ru'
        ? 'Проверено по сертификату и накладной.'
        : 'Checked against the certificate and the waybill.'
      : null,
    answer: isSaid
      ? client.language === 'ru'
        ? 'Согласована замена партии.'
        : 'Replacement of the batch agreed.'
      : null,
    opened_by: contact.agentId,
    opened_at: iso(openedAt),
    deadline_at: iso(plan.deadlineAt),
    clock_stopped_at: isSaid ? iso(answeredAt) : null,
    answered_at: isSaid ? iso(answeredAt) : null,
    closed_at: closedAt === null ? null : iso(closedAt),
    version: 1 + walk.steps.length,
  })
  // What fell due before the hub was there is not told about now: only steps still ahead are left to escalate.
  const ahead = plan.steps.findIndex((step) => step.at > now)
  rows.clocks.push({
    id: clockId,
    claim_id: id,
    kind: 'answer',
    started_at: iso(openedAt),
    deadline_at: iso(plan.deadlineAt),
    deadline_basis: plan.basis,
    steps: plan.steps,
    next_step: ahead < 0 ? plan.steps.length : ahead,
    escalate_at: isSaid || ahead < 0 ? null : iso(plan.steps[ahead]?.at ?? now),
    stopped_at: isSaid ? iso(answeredAt) : null,
    stopped_by: isSaid ? 'answer' : null,
  })
  rows.timeline.push({
    client_id: client.id,
    at: iso(openedAt),
    kind: 'claim',
    subject_id: id,
    owner_id: handler.id,
    summary: {
      number,
      state: walk.state,
      severity,
      categoryRu: category.nameRu,
      categoryEn: category.nameEn,
      deadlineAt: plan.deadlineAt,
      clockStoppedAt: answeredAt,
      escalations: 0,
    },
  })
}

type Step = { move: string; from: string; to: string; at: number }

/** Nine in ten are answered before the deadline; what has not happened by now is still to come. */
const walkClaim = (
  random: Random,
  openedAt: number,
  spanMs: number,
  now: number,
): { state: string; steps: Step[] } => {
  const answerMs = spanMs * (random.chance(0.9) ? 0.3 + random.next() * 0.6 : 1.05 + random.next() * 0.5)
  const path: [string, string, number][] = [
    ['acknowledge', 'acknowledged', Math.min(2 * HOUR_MS, answerMs / 4)],
    ['investigate', 'investigated', answerMs * 0.7],
    random.chance(0.12) ? ['reject', 'rejected', answerMs] : ['answer', 'answered', answerMs],
  ]
  if (path.at(-1)?.[0] === 'answer') path.push(['settle', 'settled', answerMs + 20 * HOUR_MS])
  path.push(['close', 'closed', answerMs + 48 * HOUR_MS])
  const steps: Step[] = []
  let state = 'received'
  for (const [move, to, after] of path) {
    const at = Math.round(openedAt + after)
    if (at > now - HOUR_MS) break
    steps.push({ move, from: state, to, at })
    state = to
  }
  return { state, steps }
}
