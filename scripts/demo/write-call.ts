/** The rows that one call of the demo leaves: call, interaction, talk, note, the card's line and the log's. */
import { interactionClosed } from '#shared/interactions/interaction.events.ts'
import { iso } from './bulk.ts'
import type { DemoEvent, Row, TimelineRow } from './demo-rows.ts'
import type { CallStory } from './lead-call.ts'
import type { House } from './make-organisation.ts'
import type { Random } from './random.ts'

export type CallRows = {
  calls: Row[]
  interactions: Row[]
  talks: Row[]
  notes: Row[]
  timeline: TimelineRow[]
  events: DemoEvent[]
}

export const writeCall = (house: House, random: Random, story: CallStory, rows: CallRows): void => {
  rows.calls.push(callRow(random, story))
  rows.interactions.push(interactionRow(house, story))
  if (story.talk) addTalk(random, story.id, story.talk, rows)
  rows.timeline.push(timelineRow(house, story))
  rows.events.push(closedEvent(story))
}

const outcomeOf = ({ talk }: CallStory) => (talk ? 'handled' : 'abandoned')
const waitOf = ({ talk, closedAt, queuedAt }: CallStory) => (talk?.answeredAt ?? closedAt) - queuedAt
const isoOrNull = (at: number | undefined) => (at === undefined ? null : iso(at))

const callRow = (random: Random, story: CallStory): Row => ({
  id: story.callId,
  provider: 'demo',
  provider_ref: story.id,
  direction: 'inbound',
  state: 'ended',
  caller: story.client.phone,
  verified: true,
  language: story.client.language,
  flow_data: {},
  flow_turn: 0,
  created_at: iso(story.at),
  live_at: iso(story.at),
  ended_at: iso(story.talk?.endedAt ?? story.closedAt),
  end_reason: story.talk ? random.pick(['client-hung-up', 'agent-hung-up']) : 'client-hung-up',
})

const interactionRow = (house: House, story: CallStory): Row => {
  const { client, talk } = story
  return {
    id: story.id,
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    outcome: outcomeOf(story),
    call_id: story.callId,
    client_id: client.id,
    person_id: client.personId,
    market_id: client.marketId,
    address: client.phone,
    verified: true,
    language: client.language,
    topic: story.topic,
    queue_id: story.queue.id,
    priority: 0,
    agent_id: talk?.agent.id ?? null,
    arrived_at: iso(story.at),
    queued_at: iso(story.queuedAt),
    estimate_ms: story.estimateMs,
    answered_at: isoOrNull(talk?.answeredAt),
    talk_ended_at: isoOrNull(talk?.endedAt),
    closed_at: iso(story.closedAt),
    hold_ms: talk?.holdMs ?? 0,
    disposition_id: dispositionOf(house, story)?.id ?? null,
    version: 1,
  }
}

const addTalk = (
  random: Random,
  interactionId: string,
  talk: NonNullable<CallStory['talk']>,
  rows: CallRows,
): void => {
  rows.talks.push({
    id: random.uuid(),
    interaction_id: interactionId,
    user_id: talk.agent.id,
    from_at: iso(talk.answeredAt),
    to_at: iso(talk.endedAt),
    hold_ms: talk.holdMs,
    wrap_up_ms: talk.wrapUpMs,
    end_reason: 'hung-up',
  })
  if (talk.note === null) return
  rows.notes.push({
    interaction_id: interactionId,
    author_id: talk.agent.id,
    text: talk.note,
    updated_at: iso(talk.endedAt),
    version: 1,
  })
}

const dispositionOf = (house: House, { talk }: CallStory) =>
  talk ? house.dispositions[talk.disposition] : undefined

const timelineRow = (house: House, story: CallStory): TimelineRow => ({
  client_id: story.client.id,
  at: iso(story.at),
  kind: 'interaction',
  subject_id: story.id,
  owner_id: story.talk?.agent.id ?? null,
  summary: {
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    outcome: outcomeOf(story),
    topic: story.topic,
    language: story.client.language,
    agentName: story.talk?.agent.name ?? null,
    queueRu: story.queue.nameRu,
    queueEn: story.queue.nameEn,
    disposition: story.talk?.disposition ?? null,
    dispositionRu: dispositionOf(house, story)?.nameRu ?? null,
    dispositionEn: dispositionOf(house, story)?.nameEn ?? null,
    waitMs: waitOf(story),
    talkMs: story.talk?.talkMs ?? null,
    note: story.talk?.note ?? null,
  },
})

const closedEvent = (story: CallStory): DemoEvent => {
  const { client, talk } = story
  return {
    at: iso(story.closedAt),
    kind: interactionClosed.kind,
    subject_kind: interactionClosed.subject,
    subject_id: story.id,
    actor_id: talk?.agent.id ?? null,
    data: {
      callId: story.callId,
      outcome: outcomeOf(story),
      channel: 'call',
      direction: 'inbound',
      clientId: client.id,
      agentId: talk?.agent.id ?? null,
      departmentId: talk?.agent.departmentId ?? null,
      marketId: client.marketId,
      queueId: story.queue.id,
      topic: story.topic,
      language: client.language,
      dispositionCode: talk?.disposition ?? null,
      country: client.country,
      region: client.region,
      industry: client.industry,
      source: client.source,
      arrivedAt: story.at,
      queuedAt: story.queuedAt,
      answeredAt: talk?.answeredAt ?? null,
      talkEndedAt: talk?.endedAt ?? null,
      closedAt: story.closedAt,
      waitMs: waitOf(story),
      talkMs: talk?.talkMs ?? null,
      holdMs: talk?.holdMs ?? 0,
      wrapUpMs: talk?.wrapUpMs ?? null,
      estimateMs: story.estimateMs,
    },
  }
}
