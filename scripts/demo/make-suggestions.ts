/** What clients wish, some of it decided by now; and how much each role may give a client, without which nobody could. */
import type { Trx } from '#server/platform/database.ts'
import {
  suggestionMoved,
  suggestionOpened,
  suggestionVoted,
} from '#shared/claims/suggestions/suggestion.events.ts'
import {
  type SuggestionMove,
  type SuggestionState,
  suggestionStates,
} from '#shared/claims/suggestions/suggestion.state.ts'
import { insertMany, iso } from './bulk.ts'
import type { Contact, DemoEvent, Row, TimelineRow } from './demo-rows.ts'
import type { House } from './make-organisation.ts'
import type { Random } from './random.ts'
import { wishes } from './suggestion-texts.data.ts'

const DAY_MS = 86_400_000
/** By role, in roubles. */
const LIMITS = [
  ['claim-handler', 20_000],
  ['head-after-sales', 500_000],
  ['director', 5_000_000],
] as const

type Heard = Contact & { agentId: string }

export const makeSuggestions = async (
  trx: Trx,
  house: House,
  contacts: Contact[],
  random: Random,
  now: number,
): Promise<{ events: DemoEvent[]; timeline: TimelineRow[] }> => {
  const made = { votes: [] as Row[], events: [] as DemoEvent[], timeline: [] as TimelineRow[] }
  const head = house.users['head-service']
  if (!head) throw new Error('nobody decides about suggestions')
  const heard = contacts.filter((one): one is Heard => one.agentId !== null && one.at > now - 90 * DAY_MS)
  for (const { title, description, moves, reason } of wishes) {
    const voters = votersOf(random, heard)
    const [author] = voters
    if (!author) continue
    const state = moves.reduce(
      (from: SuggestionState, move) => suggestionStates.next(from, move) ?? from,
      suggestionStates.initial,
    )
    const decidedAt = Math.min(now, (voters.at(-1) ?? author).at + 2 * DAY_MS)
    const productId = random.pick(house.products).id
    const [row] = await trx('suggestions')
      .insert({
        id: random.uuid(),
        title,
        description,
        product_id: productId,
        state,
        reason: reason ?? null,
        opened_by: author.agentId,
        opened_at: iso(author.at),
        state_by: moves.length > 0 ? head.id : null,
        state_at: iso(moves.length > 0 ? decidedAt : author.at),
        version: 1 + moves.length,
      })
      .returning<{ id: string; number: number }[]>(['id', 'number'])
    if (!row) throw new Error('a suggestion was not kept')
    const facts = { number: row.number, productId }
    for (const [index, { client, id: interactionId, agentId, at }] of voters.entries()) {
      const vote = random.uuid()
      made.votes.push({
        id: vote,
        suggestion_id: row.id,
        client_id: client.id,
        interaction_id: interactionId,
        author: index === 0,
        noted_by: agentId,
        said_at: iso(at),
      })
      made.timeline.push({
        client_id: client.id,
        at: iso(at),
        kind: 'suggestion',
        subject_id: vote,
        owner_id: null,
        summary: { suggestionId: row.id, number: row.number, title, state, author: index === 0 },
      })
      const kind = index === 0 ? suggestionOpened.kind : suggestionVoted.kind
      made.events.push(eventOf(kind, row.id, agentId, at, { ...facts, clientId: client.id, interactionId }))
    }
    made.events.push(...movesOf(row.id, head.id, decidedAt, moves, facts))
  }
  await insertMany(trx, 'suggestion_votes', made.votes)
  await writeLimits(trx, house, now)
  return made
}

/** Each client once, in the order they called. */
const votersOf = (random: Random, heard: Heard[]): Heard[] => {
  const chosen = Array.from({ length: random.int(1, 9) }, () => random.pick(heard))
  const byClient = new Map(chosen.map((one) => [one.client.id, one]))
  return [...byClient.values()].sort((a, b) => a.at - b.at)
}

const movesOf = (
  id: string,
  actorId: string,
  at: number,
  moves: readonly SuggestionMove[],
  facts: object,
): DemoEvent[] => {
  let from: SuggestionState = suggestionStates.initial
  return moves.map((move, index) => {
    const to = suggestionStates.next(from, move) ?? from
    const event = eventOf(suggestionMoved.kind, id, actorId, at - (moves.length - index) * 60_000, {
      ...facts,
      move,
      from,
      to,
      intoId: null,
    })
    from = to
    return event
  })
}

const eventOf = (kind: string, id: string, actorId: string, at: number, data: object): DemoEvent => ({
  at: iso(at),
  kind,
  subject_kind: 'suggestion',
  subject_id: id,
  actor_id: actorId,
  data,
})

const writeLimits = async (trx: Trx, house: House, now: number): Promise<void> => {
  const roles = await trx('roles')
    .whereIn(
      'code',
      LIMITS.map(([code]) => code),
    )
    .select<{ id: string; code: string }[]>('id', 'code')
  await trx('compensation_limits').insert(
    LIMITS.flatMap(([code, roubles]) => {
      const role = roles.find((one) => one.code === code)
      return role
        ? [
            {
              role_id: role.id,
              limit_minor: roubles * 100,
              currency: 'RUB',
              set_by: house.users.admin?.id ?? null,
              set_at: iso(now),
            },
          ]
        : []
    }),
  )
}
