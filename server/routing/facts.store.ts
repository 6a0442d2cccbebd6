/** Everything a decision is made from, read in three statements. */
import { PROOF_LASTS_MS } from '#shared/agents/activity.ts'
import type { AgentFacts, QueueRules, WaitingInteraction } from '#shared/routing/decide.ts'
import { isComing } from '#shared/routing/named-colleague.ts'
import type { Queryable } from '../platform/database.ts'
import type { QueueRow } from './queue-facts.store.ts'

export type Waiting = WaitingInteraction & { consultId: string | null; callId: string | null }

type WaitingRow = {
  id: string
  consult_id: string | null
  call_id: string | null
  queue_id: string
  queued_at: number
  priority: number
  only_agent_id: string | null
  named_chosen: AgentRow['chosen'] | null
  named_held_by: string | null
  named_reachable: boolean | null
  named_refused: boolean | null
  manager_id: string | null
  last_agent_id: string | null
  bars: { agentId: string; untilMs: number; why: 'declined' | 'no-answer' | 'transferred-from' }[]
}

/** Waiting without an offer held out to anyone: clients in queues, and colleagues being asked. */
export const readWaiting = async (
  db: Queryable,
  rules: ReadonlyMap<string, QueueRow>,
  now: number,
): Promise<Waiting[]> => {
  const { rows } = await db.raw<{ rows: WaitingRow[] }>(
    `with open as (
       select i.id, null::uuid as consult_id, i.call_id, i.queue_id, i.queued_at, i.priority, i.only_agent_id,
              i.client_id, null::uuid as asked_by, a.chosen as named_chosen, a.held_by as named_held_by,
              a.desk_ok and a.desk_seen_at > :fresh as named_reachable,
              exists (select 1 from offer_bars b
                       where b.interaction_id = i.id and b.user_id = i.only_agent_id) as named_refused
         from interactions i left join agents a on a.user_id = i.only_agent_id
        where i.state = 'waiting'
       union all
       select i.id, k.id, i.call_id, coalesce(k.to_queue_id, i.queue_id), k.asked_at, i.priority, k.to_user_id,
              null, k.from_user_id, null, null, null, null
         from consults k join interactions i on i.id = k.interaction_id where k.state = 'ringing'
     )
     select o.*, c.manager_id,
            (select p.agent_id from interactions p
              where p.client_id = o.client_id and p.agent_id is not null and p.id <> o.id
              order by p.arrived_at desc limit 1) as last_agent_id,
            coalesce((select jsonb_agg(jsonb_build_object('agentId', b.user_id, 'why', b.why,
                               'untilMs', floor(extract(epoch from b.until_at) * 1000)))
                        from offer_bars b where b.interaction_id = o.id and b.until_at > :now), '[]') as bars
       from open o left join clients c on c.id = o.client_id
      where not exists (select 1 from offers f where f.interaction_id = o.id and f.state = 'pending')`,
    { now: new Date(now), fresh: new Date(now - PROOF_LASTS_MS) },
  )
  return rows.map((row) => waitingOf(row, rules.get(row.queue_id)))
}

const waitingOf = (row: WaitingRow, queue: QueueRow | undefined): Waiting => {
  const untilMs = row.queued_at + (queue?.preferred_for_ms ?? 0)
  const preferred: Waiting['preferred'] = []
  if (row.manager_id) preferred.push({ agentId: row.manager_id, why: 'manager', untilMs })
  if (row.last_agent_id && row.last_agent_id !== row.manager_id) {
    preferred.push({ agentId: row.last_agent_id, why: 'last-agent', untilMs })
  }
  return {
    id: row.id,
    consultId: row.consult_id,
    callId: row.call_id,
    queueId: row.queue_id,
    queuedAt: row.queued_at,
    priority: row.priority,
    needs: queue?.needs ?? [],
    preferred,
    barred: row.bars,
    ...onlyAgentOf(row),
  }
}

/** A colleague who is being asked is rung whatever they are at; one whom a client was passed on to only while they come. */
const onlyAgentOf = (row: WaitingRow): Pick<Waiting, 'onlyAgentId'> => {
  if (!row.only_agent_id) return {}
  const named = row.named_chosen && {
    presence: presenceOf(row.named_chosen, row.named_held_by),
    reachable: row.named_reachable ?? false,
    hasRefused: row.named_refused ?? false,
  }
  return row.consult_id || isComing(named) ? { onlyAgentId: row.only_agent_id } : {}
}

/** Held by the hub is as good as away; the chosen presence stays as it is in the table. */
const presenceOf = (chosen: AgentRow['chosen'], heldBy: string | null): AgentFacts['presence'] =>
  heldBy ? 'away' : chosen

type AgentRow = {
  user_id: string
  chosen: 'available' | 'away' | 'offline'
  held_by: string | null
  reachable: boolean
  capacity_left: number
  idle_since: number
  queue_ids: string[]
  skills: Record<string, number> | null
  occupancy: number
}

/** Agents who are signed in. Occupancy is the share of the last hour spent busy. */
export const readAgents = async (db: Queryable, now: number): Promise<AgentFacts[]> => {
  // Each table is read once and grouped: asked of every agent apart, five hundred of them cost several times as much.
  const { rows } = await db.raw<{ rows: AgentRow[] }>(
    `select a.user_id, a.chosen, a.held_by, a.idle_since,
            a.desk_ok and a.desk_seen_at > :fresh as reachable,
            a.capacity - coalesce(busy.weight, 0) as capacity_left,
            coalesce(serving.queue_ids, '{}') as queue_ids, able.skills,
            round(coalesce(worked.seconds / 3600, 0), 4)::float8 as occupancy
       from agents a join users u on u.id = a.user_id and u.active
       left join (select user_id, sum(weight)::int as weight from busy_leases group by user_id) busy using (user_id)
       left join (select user_id, array_agg(queue_id order by queue_id) as queue_ids from queue_agents group by user_id) serving
            using (user_id)
       left join (select us.user_id, jsonb_object_agg(s.code, us.level) as skills
                    from user_skills us join skills s on s.id = us.skill_id and s.active
                   group by us.user_id) able using (user_id)
       left join (select p.user_id, sum(extract(epoch from least(coalesce(p.to_at, :now), :now)
                                                           - greatest(p.from_at, :hourAgo))) as seconds
                    from presence_log p
                   where p.state in ('talking', 'wrap-up') and (p.to_at > :hourAgo or p.to_at is null)
                   group by p.user_id) worked using (user_id)
      where a.chosen <> 'offline'
      order by a.user_id`,
    {
      now: new Date(now),
      fresh: new Date(now - PROOF_LASTS_MS),
      hourAgo: new Date(now - 3_600_000),
    },
  )
  return rows.map((row) => ({
    id: row.user_id,
    queueIds: row.queue_ids,
    skills: row.skills ?? {},
    presence: presenceOf(row.chosen, row.held_by),
    reachable: row.reachable ?? false,
    capacityLeft: row.capacity_left,
    idleSince: row.idle_since,
    occupancy: row.occupancy,
  }))
}

export const rulesOf = (queue: QueueRow): QueueRules => ({
  id: queue.id,
  priority: queue.priority,
  ageingPerMinute: Number(queue.ageing_per_minute),
  pick: queue.pick,
  preferredForMs: queue.preferred_for_ms,
  offerForMs: queue.offer_for_ms,
})
