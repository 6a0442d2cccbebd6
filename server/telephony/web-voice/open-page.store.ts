/** The rows of open pages: pages of ended calls that can be rung. */
import type { Queryable, Trx } from '../../platform/database.ts'

/** Nodes tell of their pages this often; a page not told of for so long is gone, ms. */
export const SEEN_EVERY_MS = 5_000
export const SEEN_WITHIN_MS = 15_000
/** One that is rung while its line breaks may come back so soon, ms: a reload, or a moment without network. */
export const RETURNS_WITHIN_MS = 4_000

export type OpenPage = { callId: string; tokenHash: Buffer; address: string | null; provider: string }

/** False when it was open already. */
export const keepPage = async (trx: Trx, callId: string, node: string, now: number): Promise<boolean> => {
  const rows = await trx('open_pages')
    .insert({ call_id: callId, node, opened_at: new Date(now), seen_at: new Date(now) })
    .onConflict('call_id')
    .merge({ node, seen_at: new Date(now) })
    .returning<{ is_new: boolean }[]>(trx.raw('(xmax = 0) as is_new'))
  return rows[0]?.is_new === true
}

export const seePages = async (
  db: Queryable,
  callIds: string[],
  node: string,
  now: number,
): Promise<void> => {
  await db('open_pages')
    .whereIn('call_id', callIds)
    .update({ node, seen_at: new Date(now) })
}

/** False when it was gone, or has come back at another node. */
export const forgetPage = async (trx: Trx, callId: string, node: string): Promise<boolean> =>
  (await trx('open_pages').where({ call_id: callId, node }).delete()) > 0

/** It is rung, and its line has broken: gone unless it comes back very soon. */
export const losePage = async (trx: Trx, callId: string, node: string, now: number): Promise<void> => {
  await trx('open_pages')
    .where({ call_id: callId, node })
    .update({ seen_at: new Date(now - SEEN_WITHIN_MS + RETURNS_WITHIN_MS) })
}

/**
 * The page that this client, or whoever was promised a call back, left open last; none while it is being rung. Reads
 * interactions, which come later in the arrows: they know whose call a page's was.
 */
export const openPageOf = async (
  db: Queryable,
  whose: { clientId: string | null; interactionId: string | null; phone: string | null },
  now: number,
): Promise<OpenPage | null> => {
  const { rows } = await db.raw<{ rows: OpenPage[] }>(
    `select p.call_id as "callId", c.token_hash as "tokenHash", i.address, c.provider
       from open_pages p
       join calls c on c.id = p.call_id
       join interactions i on i.call_id = c.id
      where p.seen_at > :seen
        and (i.client_id = :clientId::uuid or i.id = :interactionId::uuid
             or (i.client_id is null and i.address = :phone::text))
        and not exists (select 1 from calls ringing where ringing.page_call_id = p.call_id and ringing.state <> 'ended')
      order by p.opened_at desc limit 1`,
    { ...whose, seen: new Date(now - SEEN_WITHIN_MS) },
  )
  return rows[0] ?? null
}

export const isPageOpen = async (db: Queryable, pageId: string, now: number): Promise<boolean> =>
  (await db('open_pages')
    .where({ call_id: pageId })
    .where('seen_at', '>', new Date(now - SEEN_WITHIN_MS))
    .first('call_id')) !== undefined

/** The call that this page is rung for, if one is. */
export const ringingAt = async (db: Queryable, pageId: string): Promise<string | null> => {
  const row = await db('calls')
    .where({ page_call_id: pageId })
    .whereIn('state', ['dialling', 'ringing'])
    .orderBy('created_at', 'desc')
    .first<{ id: string } | undefined>('id')
  return row?.id ?? null
}
