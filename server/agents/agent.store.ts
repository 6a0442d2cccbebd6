/** The rows of agents: presence, desk, and the log of what they did. The only SQL of the noun. */
import { type Chosen, type Hold, type LeaseKind, PROOF_LASTS_MS } from '#shared/agents/activity.ts'
import type { Presence } from '#shared/agents/presence.state.ts'
import { notBefore, type Queryable, type Trx } from '../platform/database.ts'

export type AgentRow = {
  user_id: string
  chosen: Chosen
  reason: string | null
  chosen_at: number
  next_chosen: Chosen | null
  next_reason: string | null
  held_by: Hold | null
  held_at: number | null
  desk_id: string | null
  desk_node: string | null
  desk_seen_at: number | null
  desk_ok: boolean
  desk_faults: string[]
  unreachable_since: number | null
  capacity: number
  idle_since: number
  version: number
}

/** Makes the row on first sight; every user who may work has one. */
export const ensureAgent = async (trx: Queryable, userId: string, now: number): Promise<void> => {
  await trx('agents')
    .insert({ user_id: userId, idle_since: new Date(now), chosen_at: new Date(now) })
    .onConflict('user_id')
    .ignore()
}

/** Locks the agent: whatever makes them busy or free takes turns here (invariant 2). */
export const lockAgent = async (trx: Trx, userId: string, now: number): Promise<AgentRow> => {
  const [known] = await lockAgents(trx, [userId])
  if (known) return known
  await ensureAgent(trx, userId, now)
  const [made] = await lockAgents(trx, [userId])
  if (!made) throw new Error(`agent ${userId} vanished`)
  return made
}

/** Those who have a row, locked in one order by everybody who locks several. */
export const lockAgents = (trx: Trx, userIds: readonly string[]): Promise<AgentRow[]> =>
  trx('agents')
    .whereIn('user_id', [...userIds])
    .orderBy('user_id')
    .forNoKeyUpdate()
    .select<AgentRow[]>('*')

export const findAgent = (db: Queryable, userId: string): Promise<AgentRow | undefined> =>
  db('agents').where({ user_id: userId }).first<AgentRow | undefined>()

/** The row as the rules of presence see it. */
export const presenceOf = (row: AgentRow): Presence => ({
  chosen: row.chosen,
  reason: row.reason,
  next: row.next_chosen ? { chosen: row.next_chosen, reason: row.next_reason } : null,
  heldBy: row.held_by,
})

/** Writes what a rule of presence made of the row; each time stands for what changed with it. */
export const writePresence = async (
  trx: Trx,
  row: AgentRow,
  to: Presence,
  times: { chosenAt?: number; heldAt?: number | null; idleSince?: number },
): Promise<void> => {
  await trx('agents')
    .where({ user_id: row.user_id })
    .update({
      chosen: to.chosen,
      reason: to.reason,
      next_chosen: to.next?.chosen ?? null,
      next_reason: to.next?.reason ?? null,
      held_by: to.heldBy,
      ...(times.chosenAt !== undefined && { chosen_at: new Date(times.chosenAt) }),
      ...(times.heldAt !== undefined && { held_at: times.heldAt === null ? null : new Date(times.heldAt) }),
      ...(times.idleSince !== undefined && { idle_since: new Date(times.idleSince) }),
      version: trx.raw('version + 1'),
    })
}

export const markIdle = async (trx: Trx, userId: string, since: number): Promise<void> => {
  await trx('agents')
    .where({ user_id: userId })
    .update({ idle_since: new Date(since), version: trx.raw('version + 1') })
}

export const leaseKindsOf = async (db: Queryable, userId: string): Promise<LeaseKind[]> => {
  const rows = await db('busy_leases').where({ user_id: userId }).select<{ kind: LeaseKind }[]>('kind')
  return rows.map((row) => row.kind)
}

/** Closes the open line of the presence log and opens the next, if anything changed. */
export const writePresenceLog = async (
  trx: Trx,
  userId: string,
  state: string,
  reason: string | null,
  now: number,
): Promise<void> => {
  const open = await trx('presence_log')
    .where({ user_id: userId })
    .whereNull('to_at')
    .first<{ id: string; state: string; reason: string | null } | undefined>('id', 'state', 'reason')
  if (open && open.state === state && open.reason === reason) return
  if (open)
    await trx('presence_log')
      .where({ id: open.id })
      .update({ to_at: notBefore(trx, 'from_at', now) })
  await trx('presence_log').insert({ user_id: userId, state, reason, from_at: new Date(now) })
}

/** The same for many at once, none of whom has a reason. */
export const writePresenceLines = async (
  trx: Trx,
  lines: readonly { userId: string; state: string }[],
  now: number,
): Promise<void> => {
  const given = {
    users: lines.map(({ userId }) => userId),
    states: lines.map(({ state }) => state),
    now: new Date(now),
  }
  const next = 'unnest(:users::uuid[], :states::text[]) as next(user_id, state)'
  await trx.raw(
    `update presence_log p set to_at = greatest(p.from_at, :now::timestamptz) from ${next}
      where p.user_id = next.user_id and p.to_at is null and (p.state <> next.state or p.reason is not null)`,
    given,
  )
  await trx.raw(
    `insert into presence_log (user_id, state, from_at) select next.user_id, next.state, :now::timestamptz from ${next}
      where not exists (select 1 from presence_log p where p.user_id = next.user_id and p.to_at is null)`,
    given,
  )
}

export const openPresence = (
  db: Queryable,
  userId: string,
): Promise<{ state: string; from_at: number } | undefined> =>
  db('presence_log').where({ user_id: userId }).whereNull('to_at').first('state', 'from_at')

/** Fresh proofs of this node's desks, in one statement. Answers with the users whose reachability changed. */
export const writeProofs = async (
  db: Queryable,
  node: string,
  proofs: { userId: string; deskId: string; ok: boolean; faults: string[] }[],
  now: number,
): Promise<{ userId: string; ok: boolean; faults: string[] }[]> => {
  const { rows } = await db.raw<{ rows: { user_id: string; desk_ok: boolean; desk_faults: string[] }[] }>(
    `with proof as (
       select * from jsonb_to_recordset(:proofs::jsonb) as p("userId" uuid, "deskId" uuid, ok boolean, faults jsonb)
     ), before as (
       select a.user_id, a.desk_ok, a.desk_faults, a.desk_seen_at from agents a join proof p on p."userId" = a.user_id
     ), changed as (
       update agents a
          set desk_ok = p.ok, desk_faults = p.faults, desk_seen_at = :now, desk_node = :node,
              unreachable_since = case when p.ok then null else coalesce(a.unreachable_since, :now) end
         from proof p
        where a.user_id = p."userId" and a.desk_id = p."deskId"
       returning a.user_id, a.desk_ok, a.desk_faults
     )
     select c.user_id, c.desk_ok, c.desk_faults
       from changed c join before b using (user_id)
      where b.desk_ok is distinct from c.desk_ok
         or b.desk_faults is distinct from c.desk_faults
         or b.desk_seen_at is null
         or b.desk_seen_at < :stale`,
    { proofs: JSON.stringify(proofs), node, now: new Date(now), stale: new Date(now - PROOF_LASTS_MS) },
  )
  return rows.map((row) => ({ userId: row.user_id, ok: row.desk_ok, faults: row.desk_faults }))
}

/** The last tab to open the desk is the desk; until it has proved itself nothing can ring there. */
export const claimDesk = async (
  trx: Trx,
  userId: string,
  desk: { id: string; node: string },
  now: number,
): Promise<void> => {
  await trx('agents')
    .where({ user_id: userId })
    .update({
      desk_id: desk.id,
      desk_node: desk.node,
      desk_ok: false,
      desk_faults: JSON.stringify([]),
      unreachable_since: trx.raw('coalesce(unreachable_since, ?)', [new Date(now)]),
    })
}

/** The desk's socket closed: nothing can ring there now. False when another desk had taken over. */
export const loseDesk = async (
  db: Queryable,
  userId: string,
  deskId: string,
  now: number,
): Promise<boolean> => {
  const count = await db('agents')
    .where({ user_id: userId, desk_id: deskId })
    .update({
      desk_ok: false,
      desk_faults: JSON.stringify(['socket']),
      unreachable_since: db.raw('coalesce(unreachable_since, ?)', [new Date(now)]),
    })
  return count > 0
}

/** Available, not held, and without a working desk since before `since`. */
export const deskless = async (db: Queryable, since: number): Promise<string[]> => {
  const rows = await db('agents')
    .where({ chosen: 'available' })
    .whereNull('held_by')
    .where((gone) =>
      gone
        // Who has never had a desk is without one since they chose to be available.
        .where((said) =>
          said
            .where('desk_ok', false)
            .whereRaw('coalesce(unreachable_since, chosen_at) < ?', [new Date(since)]),
        )
        .orWhere((silent) => silent.where('desk_ok', true).where('desk_seen_at', '<', new Date(since))),
    )
    .select<{ user_id: string }[]>('user_id')
  return rows.map((row) => row.user_id)
}
