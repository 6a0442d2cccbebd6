/** A year of deals: opened from calls, moved through the stages, won or lost for a reason; some still open. */
import type { Trx } from '#server/platform/database.ts'
import type { EventDefinition } from '#shared/platform/event.ts'
import { dealMoved, dealOpened } from '#shared/sales/deal.events.ts'
import { insertMany, iso } from './bulk.ts'
import type { Contact, DemoEvent, Row, TimelineRow } from './demo-rows.ts'
import type { House } from './make-organisation.ts'
import type { Random } from './random.ts'

const DAY_MS = 86_400_000
const STAGES = ['lead', 'qualified', 'quoted', 'negotiating'] as const
const MOVES = {
  qualified: 'qualify',
  quoted: 'quote',
  negotiating: 'negotiate',
  won: 'win',
  lost: 'lose',
} as const
/** House currency units for one unit; made up, and the same all year. */
export const RATES: Record<string, string> = { EUR: '96.50', CNY: '12.40', USD: '89.20' }

type Rows = { deals: Row[]; timeline: TimelineRow[]; events: DemoEvent[] }

export const makeDeals = async (
  trx: Trx,
  house: House,
  contacts: Contact[],
  random: Random,
  now: number,
): Promise<{ events: DemoEvent[]; timeline: TimelineRow[] }> => {
  const rows: Rows = { deals: [], timeline: [], events: [] }
  let number = 1_000
  for (const contact of contacts) {
    if (contact.topic !== 'sales' || contact.agentId === null || !random.chance(0.32)) continue
    number += 1
    addDeal(house, random, contact, number, now, rows)
  }
  await insertMany(
    trx,
    'deals',
    rows.deals.map(({ number: _, ...row }) => row),
  )
  return rows
}

const addDeal = (house: House, random: Random, contact: Contact, number: number, now: number, rows: Rows) => {
  const { client } = contact
  const product = random.pick(house.products)
  const tonnes = Math.max(1, Math.round(random.exponential(24)))
  const rate = RATES[client.currency] ?? '1'
  const houseMinor = Math.round(tonnes * product.priceRub * (0.92 + random.next() * 0.16)) * 100
  const amountMinor = Math.round(houseMinor / Number(rate))
  const id = random.uuid()
  const facts = {
    number,
    clientId: client.id,
    interactionId: contact.id,
    managerId: client.managerId,
    departmentId: client.managerDepartmentId,
    marketId: client.marketId,
    country: client.country,
    region: client.region,
    industry: client.industry,
    source: client.source,
    productId: product.id,
    productGroupId: product.groupId,
    quantity: String(tonnes),
    amountMinor,
    currency: client.currency,
    rate: client.currency === 'RUB' ? '1' : rate,
    houseMinor,
    houseCurrency: 'RUB',
  }
  const tell = ({ kind, subject }: EventDefinition, at: number, data: unknown) =>
    rows.events.push({
      at: iso(at),
      kind,
      subject_kind: subject,
      subject_id: id,
      actor_id: client.managerId,
      data,
    })
  const openedAt = contact.at + 600_000
  tell(dealOpened, openedAt, facts)
  const walk = walkDeal(random, openedAt, now)
  const reason =
    walk.state === 'lost' ? random.weighted(house.refusals.map((one) => [one, one.weight] as const)) : null
  for (const step of walk.steps) {
    tell(dealMoved, step.at, {
      ...facts,
      move: MOVES[step.to as 'won'],
      from: step.from,
      to: step.to,
      refusalReasonId: step.to === 'lost' ? (reason?.id ?? null) : null,
      refusalCode: step.to === 'lost' ? (reason?.code ?? null) : null,
      openedAt,
      stageMs: step.at - step.since,
      takesBack: null,
    })
  }
  const isClosed = walk.state === 'won' || walk.state === 'lost'
  rows.deals.push({
    number,
    id,
    client_id: client.id,
    person_id: client.personId,
    interaction_id: contact.id,
    manager_id: client.managerId,
    market_id: client.marketId,
    state: walk.state,
    product_id: product.id,
    quantity: tonnes,
    amount_minor: amountMinor,
    currency: client.currency,
    refusal_reason_id: reason?.id ?? null,
    expected_on: isClosed ? null : iso(now + random.int(3, 45) * DAY_MS).slice(0, 10),
    opened_at: iso(openedAt),
    stage_at: iso(walk.stageAt),
    closed_at: isClosed ? iso(walk.stageAt) : null,
    credited_id: isClosed ? client.managerId : null,
    credited_department_id: isClosed ? client.managerDepartmentId : null,
    rate: isClosed ? facts.rate : null,
    house_minor: isClosed ? houseMinor : null,
    version: 1,
  })
  rows.timeline.push({
    client_id: client.id,
    at: iso(openedAt),
    kind: 'deal',
    subject_id: id,
    owner_id: client.managerId,
    summary: {
      number,
      state: walk.state,
      amountMinor,
      currency: client.currency,
      productRu: product.nameRu,
      productEn: product.nameEn,
    },
  })
}

type Step = { from: string; to: string; at: number; since: number }

/** Days in each stage; four in ten are won; what has not happened by now is still open. */
const walkDeal = (
  random: Random,
  openedAt: number,
  now: number,
): { state: string; stageAt: number; steps: Step[] } => {
  const steps: Step[] = []
  let state = 'lead'
  let since = openedAt
  const outcome = random.chance(0.4) ? 'won' : 'lost'
  const last = outcome === 'won' ? 3 : random.int(0, 3)
  for (const to of [...STAGES.slice(1, last + 1), outcome]) {
    const at = since + Math.round(random.exponential(4.5) * DAY_MS + 3_600_000)
    if (at > now - 3_600_000) break
    steps.push({ from: state, to, at, since })
    state = to
    since = at
  }
  return { state, stageAt: since, steps }
}
