/** The only SQL of API tokens. */
import type { Knex } from 'knex'
import type { Scope } from '#server/platform/actor.ts'
import type { Database, Queryable, Trx } from '#server/platform/database.ts'
import type { TokenView } from '#shared/identity/token.contract.ts'

const USED_EVERY_MS = 60_000

export type LiveToken = {
  id: string
  userId: string
  service: boolean
  grants: Record<string, Scope>
  lastUsedAt: number | null
  /** Changes whenever the user, their roles, or a role's grants change. */
  stamp: string
}

/** The token behind a hash at this moment; null: unknown, revoked, expired, or its user deactivated. */
export const findLiveToken = async (
  db: Queryable,
  tokenHash: Buffer,
  now: number,
): Promise<LiveToken | null> => {
  const { rows } = await db.raw<{ rows: LiveToken[] }>(
    `select t.id, t.user_id as "userId", u.service, t.grants, t.last_used_at as "lastUsedAt",
            u.version || coalesce((select string_agg(':' || r.id || '.' || r.version, '' order by r.id)
                                     from user_roles ur join roles r on r.id = ur.role_id
                                    where ur.user_id = u.id), '') as stamp
       from api_tokens t join users u on u.id = t.user_id
      where t.token_hash = :tokenHash and t.revoked_at is null and t.expires_at > :now and u.active`,
    { tokenHash, now: new Date(now) },
  )
  return rows[0] ?? null
}

/** At most one write a minute for each token. */
export const markTokenUsed = async (
  db: Database,
  token: Pick<LiveToken, 'id' | 'lastUsedAt'>,
  address: string,
  now: number,
): Promise<void> => {
  if (token.lastUsedAt !== null && now - token.lastUsedAt < USED_EVERY_MS) return
  await db('api_tokens')
    .where('id', token.id)
    .update({ last_used_at: new Date(now), last_address: address })
}

export type NewToken = {
  userId: string
  name: string
  tokenHash: Buffer
  mark: string
  grants: Record<string, Scope>
  madeBy: string
  now: number
  expiresAt: number
}

export const insertToken = async (trx: Trx, token: NewToken): Promise<string> => {
  const [row] = await trx('api_tokens')
    .insert({
      user_id: token.userId,
      name: token.name,
      token_hash: token.tokenHash,
      mark: token.mark,
      grants: JSON.stringify(token.grants),
      made_by: token.madeBy,
      made_at: new Date(token.now),
      expires_at: new Date(token.expiresAt),
    })
    .returning<{ id: string }[]>('id')
  return row!.id
}

const base = (db: Queryable): Knex.QueryBuilder =>
  db('api_tokens as t').join('users as maker', 'maker.id', 't.made_by').select({
    id: 't.id',
    name: 't.name',
    mark: 't.mark',
    grants: 't.grants',
    madeAt: 't.made_at',
    madeBy: 'maker.name',
    expiresAt: 't.expires_at',
    lastUsedAt: 't.last_used_at',
    lastAddress: 't.last_address',
    revokedAt: 't.revoked_at',
  })

export const listTokensOf = (db: Queryable, userId: string): Promise<TokenView[]> =>
  base(db).where('t.user_id', userId).orderBy('t.id', 'desc') as unknown as Promise<TokenView[]>

export const readToken = async (db: Queryable, id: string): Promise<TokenView> =>
  (await base(db).where('t.id', id))[0]

export const countLiveTokens = async (db: Queryable, userId: string, now: number): Promise<number> => {
  const [row] = await db('api_tokens')
    .where({ user_id: userId, revoked_at: null })
    .where('expires_at', '>', new Date(now))
    .count<{ count: number }[]>('id as count')
  return row!.count
}

/** live → revoked. False when there is no such token of the user's, or it was revoked. */
export const writeRevoked = async (
  trx: Trx,
  which: { id: string; userId: string },
  by: { actorId: string; now: number },
): Promise<boolean> => {
  const changed = await trx('api_tokens')
    .where({ id: which.id, user_id: which.userId, revoked_at: null })
    .update({ revoked_at: new Date(by.now), revoked_by: by.actorId })
  return changed === 1
}
