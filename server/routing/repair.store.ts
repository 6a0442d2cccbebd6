/** Finds busy leases that have outlived their reason, and the reasons themselves. */
import type { LeaseKind } from '#shared/agents/activity.ts'
import type { Queryable } from '../platform/database.ts'

export type StuckLease = {
  user_id: string
  kind: LeaseKind
  subject_id: string
  fence: number
  expires_at: number
  fault: string
}

/**
 * A lease with no truth behind it: an offer that has ended, a talk the agent is not in, a wrap-up that is over.
 * A young one is left alone, for the transaction that gives it its reason may be committing this moment.
 */
export const stuckLeases = async (db: Queryable, now: number, graceMs: number): Promise<StuckLease[]> => {
  const { rows } = await db.raw<{ rows: StuckLease[] }>(
    `select l.user_id, l.kind, l.subject_id, l.fence, l.expires_at,
            case
              when l.kind = 'offer' and o.state is distinct from 'pending' then 'offer-over'
              when l.kind = 'call' and not talking.yes then 'not-talking'
              when l.kind = 'wrap-up' and l.expires_at <= :now then 'wrap-up-over'
              when l.kind = 'wrap-up' and i.state = 'closed' and i.agent_id = l.user_id then 'closed'
              when l.kind = 'wrap-up' and i.id is null then 'no-interaction'
              when l.kind = 'call' and l.expires_at <= :now then 'not-renewed'
            end as fault
       from busy_leases l
       left join offers o on l.kind = 'offer' and o.id = l.subject_id
       left join interactions i on l.kind <> 'offer' and i.id = l.subject_id
       left join lateral (
         select coalesce(i.state in ('talking', 'calling')
            and (i.agent_id = l.user_id
                 or exists (select 1 from consults k where k.interaction_id = i.id and k.state = 'talking'
                                                       and k.user_id = l.user_id)), false) as yes
       ) talking on true
      where l.taken_at <= :young
        and case
              when l.kind = 'offer' then o.state is distinct from 'pending'
              when l.kind = 'call' then not talking.yes or l.expires_at <= :now
              else l.expires_at <= :now or i.id is null or (i.state = 'closed' and i.agent_id = l.user_id)
            end
      limit 200`,
    { now: new Date(now), young: new Date(now - graceMs) },
  )
  return rows
}

/** Interactions in wrap-up or talk whose agent holds no lease: the busy state was lost, the work was not. */
export const leaselessWork = async (
  db: Queryable,
  graceBefore: number,
): Promise<{ id: string; call_id: string | null; state: string }[]> => {
  const { rows } = await db.raw<{ rows: { id: string; call_id: string | null; state: string }[] }>(
    `select i.id, i.call_id, i.state from interactions i
      where i.state in ('calling', 'talking', 'wrap-up')
        and coalesce(i.talk_ended_at, i.answered_at, i.arrived_at) < :grace
        and not exists (select 1 from busy_leases l where l.subject_id = i.id and l.user_id = i.agent_id)
      limit 100`,
    { grace: new Date(graceBefore) },
  )
  return rows
}

/** Talks that a media process or a provider still carries: their leases go on. */
export const renewCallLeases = (db: Queryable, callIds: string[], expiresAt: number): Promise<number> =>
  db('busy_leases')
    .where({ kind: 'call' })
    .whereIn('subject_id', db('interactions').select('id').whereIn('call_id', callIds))
    .update({ expires_at: new Date(expiresAt) })
