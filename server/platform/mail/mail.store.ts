/** Letters in the outbox. */
import { MAIL } from '#shared/platform/mail.ts'
import type { Queryable } from '../database.ts'

/** Has the letter of this key been put already? */
export const hasMail = async (db: Queryable, key: string): Promise<boolean> =>
  (await db('outbox').where('key', `${MAIL}:${key}`).first('id')) !== undefined

/** The text without what its links would open. */
export const rewriteMail = (db: Queryable, effectId: string, text: string): Promise<number> =>
  db('outbox')
    .where('id', effectId)
    .update({ payload: db.raw(`jsonb_set(payload, '{text}', to_jsonb(?::text))`, [text]) })
