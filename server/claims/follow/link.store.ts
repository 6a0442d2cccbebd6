/** SQL of the links that clients follow their claims by; of a token only its SHA-256 is kept. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type LinkRow = {
  id: string
  claim_id: string
  token_hash: Buffer
  made_at: number
  expires_at: number
  revoked_at: number | null
  opened_at: number | null
}

const columns = ['id', 'claim_id', 'token_hash', 'made_at', 'expires_at', 'revoked_at', 'opened_at'] as const

export const findLink = (q: Queryable, tokenHash: Buffer): Promise<LinkRow | undefined> =>
  q('claim_links')
    .where({ token_hash: tokenHash })
    .first<LinkRow | undefined>([...columns])

/** The latest that was made and not revoked. */
export const latestLink = (q: Queryable, claimId: string): Promise<LinkRow | undefined> =>
  q('claim_links')
    .where({ claim_id: claimId })
    .whereNull('revoked_at')
    .orderBy([{ column: 'made_at', order: 'desc' }, 'id'])
    .first<LinkRow | undefined>([...columns])

export const insertLink = async (
  trx: Trx,
  link: {
    id: string
    claimId: string
    tokenHash: Buffer
    madeBy: string | null
    madeAt: number
    expiresAt: number
  },
): Promise<void> => {
  await trx('claim_links').insert({
    id: link.id,
    claim_id: link.claimId,
    token_hash: link.tokenHash,
    made_by: link.madeBy,
    made_at: new Date(link.madeAt),
    expires_at: new Date(link.expiresAt),
  })
}

export const prolongLink = async (trx: Trx, id: string, expiresAt: number): Promise<void> => {
  await trx('claim_links')
    .where({ id })
    .update({ expires_at: new Date(expiresAt) })
}

/** How many died by it. */
export const revokeLinks = (trx: Trx, claimId: string, by: { userId: string; at: number }): Promise<number> =>
  trx('claim_links')
    .where({ claim_id: claimId })
    .whereNull('revoked_at')
    .update({ revoked_at: new Date(by.at), revoked_by: by.userId })

/** Written at most once a minute: a page that stands open asks again and again. */
export const noteOpened = async (q: Queryable, id: string, at: number): Promise<void> => {
  await q('claim_links')
    .where({ id })
    .where((stale) => stale.whereNull('opened_at').orWhere('opened_at', '<', new Date(at - 60_000)))
    .update({ opened_at: new Date(at) })
}
