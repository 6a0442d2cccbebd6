/** SQL of the files on claims. A move is one UPDATE that names the states it may start from. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import {
  type AttachmentMove,
  type AttachmentState,
  attachmentStates,
} from '#shared/claims/attachments/attachment.state.ts'

export type AttachmentRow = {
  id: string
  claim_id: string
  state: AttachmentState
  name: string
  kind: string | null
  bytes: number | null
  sha256: string | null
  origin: 'house' | 'client'
  added_by: string | null
  added_by_name: string | null
  added_at: number
  scanned_at: number | null
  found: string | null
  scans: number
  removed_by: string | null
  removed_by_name: string | null
  removed_at: number | null
  removal_reason: string | null
}

const withNames = (q: Queryable) =>
  q('claim_attachments as f')
    .leftJoin('users as a', 'a.id', 'f.added_by')
    .leftJoin('users as r', 'r.id', 'f.removed_by')
    .select<AttachmentRow[]>('f.*', { added_by_name: 'a.name', removed_by_name: 'r.name' })

/** All that have come, also those that are gone. */
export const attachmentsOf = async (q: Queryable, claimId: string): Promise<AttachmentRow[]> =>
  withNames(q).where('f.claim_id', claimId).whereNot('f.state', 'arriving').orderBy(['f.added_at', 'f.id'])

/** Ids with names. */
export const attachmentNames = async (q: Queryable, claimId: string): Promise<[string, string][]> =>
  (
    await q('claim_attachments')
      .where({ claim_id: claimId })
      .select<{ id: string; name: string }[]>('id', 'name')
  ).map(({ id, name }) => [id, name])

/** SHA-256 of all that has come from the client, also of what is gone. */
export const sumsOfClient = async (q: Queryable, claimId: string): Promise<Set<string>> =>
  new Set(
    await q('claim_attachments')
      .where({ claim_id: claimId, origin: 'client' })
      .whereNot({ state: attachmentStates.initial })
      .pluck('sha256'),
  )

export const findAttachment = async (q: Queryable, id: string): Promise<AttachmentRow | undefined> =>
  (await withNames(q).where('f.id', id))[0]

/** Those that stand on the claim or are on their way to it; the claim is locked. */
export const countStanding = async (trx: Trx, claimId: string): Promise<number> => {
  const [row] = await trx('claim_attachments')
    .where({ claim_id: claimId })
    .whereIn('state', ['arriving', 'quarantine', 'ready'])
    .count({ n: '*' })
  return Number(row?.n ?? 0)
}

export const insertArriving = async (
  trx: Trx,
  row: {
    claimId: string
    name: string
    origin: 'house' | 'client'
    addedBy: string | null
    at: number
  },
): Promise<string> => {
  const [made] = await trx('claim_attachments')
    .insert({
      claim_id: row.claimId,
      state: attachmentStates.initial,
      name: row.name,
      origin: row.origin,
      added_by: row.addedBy,
      added_at: new Date(row.at),
    })
    .returning<{ id: string }[]>('id')
  return made!.id
}

/** One that never came whole is no attachment. */
export const deleteArriving = (q: Queryable, id: string): Promise<number> =>
  q('claim_attachments').where({ id, state: attachmentStates.initial }).delete()

/** False when it is no longer in a state that the move starts from. */
export const moveAttachment = async (
  trx: Trx,
  id: string,
  move: AttachmentMove,
  facts: Record<string, unknown> = {},
): Promise<boolean> =>
  (await trx('claim_attachments')
    .where({ id })
    .whereIn('state', [...attachmentStates.moves[move].from])
    .update({ state: attachmentStates.moves[move].to, ...facts })) === 1

/** Those a scanner is to look at now, held for the caller until `until`, so that two workers never scan one. */
export const takeForScan = async (
  q: Queryable,
  { now, until, limit }: { now: number; until: number; limit: number },
): Promise<AttachmentRow[]> => {
  const { rows } = await q.raw<{ rows: { id: string }[] }>(
    `update claim_attachments set scan_at = :until, scans = scans + 1
      where id = any(array(select id from claim_attachments where state = 'quarantine' and scan_at <= :now
                            order by scan_at limit :limit for update skip locked))
     returning id`,
    { now: new Date(now), until: new Date(until), limit },
  )
  return withNames(q).whereIn(
    'f.id',
    rows.map(({ id }) => id),
  )
}

export const scanAgain = (q: Queryable, id: string, at: number): Promise<number> =>
  q('claim_attachments')
    .where({ id, state: 'quarantine' })
    .update({ scan_at: new Date(at) })

/** Whose bytes are to go, and those that stopped on their way before then. */
export const leavingAttachments = async (
  q: Queryable,
  stoppedBefore: number,
  limit: number,
): Promise<{ id: string; state: AttachmentState }[]> =>
  q('claim_attachments')
    .where((either) =>
      either
        .where((left) => left.whereIn('state', ['refused', 'removed', 'erased']).whereNull('gone_at'))
        .orWhere((stopped) =>
          stopped.where('state', 'arriving').where('added_at', '<', new Date(stoppedBefore)),
        ),
    )
    .orderBy('id')
    .limit(limit)
    .select('id', 'state')

export const noteGone = (q: Queryable, id: string, at: number): Promise<number> =>
  q('claim_attachments')
    .where({ id })
    .update({ gone_at: new Date(at) })

/** Of these claims, what an erasure has still to take. */
export const erasableAttachments = async (q: Queryable, claims: string[]): Promise<AttachmentRow[]> =>
  withNames(q)
    .whereIn('f.claim_id', claims)
    .whereIn('f.state', [...attachmentStates.moves.erase.from])

export const someArriving = async (q: Queryable, claims: string[]): Promise<boolean> =>
  (await q('claim_attachments').whereIn('claim_id', claims).where({ state: 'arriving' }).first('id')) !==
  undefined

/** Does the law hold what is of this claim's client? */
export const isHeld = async (q: Queryable, claimId: string): Promise<boolean> =>
  (await q('client_holds as h')
    .join('claims as c', 'c.client_id', 'h.client_id')
    .where('c.id', claimId)
    .whereNull('h.lifted_at')
    .first('h.id')) !== undefined
