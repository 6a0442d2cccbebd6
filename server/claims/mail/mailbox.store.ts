/** SQL of the mailboxes, and of what became of each letter in them. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type MailboxRow = {
  market_id: string
  address: string
  host: string
  port: number
  secure: boolean
  account: string
  folder: string
  active: boolean
  since: number
  uid_validity: number | null
  last_uid: number
  read_at: number | null
  fault: string | null
  version: number
}

export const listMailboxes = (q: Queryable): Promise<MailboxRow[]> => q('mailboxes').orderBy('market_id')

export const findMailbox = (q: Queryable, marketId: string): Promise<MailboxRow | undefined> =>
  q('mailboxes').where({ market_id: marketId }).first<MailboxRow | undefined>()

export const lockMailbox = (trx: Trx, marketId: string): Promise<MailboxRow | undefined> =>
  trx('mailboxes').where({ market_id: marketId }).forUpdate().first<MailboxRow | undefined>()

/** Where answers to letters about claims of the market come back to; null where no mailbox is read. */
export const replyAddress = async (q: Queryable, marketId: string): Promise<string | null> =>
  (
    await q('mailboxes')
      .where({ market_id: marketId, active: true })
      .first<{ address: string } | undefined>('address')
  )?.address ?? null

export type MailboxWish = Pick<
  MailboxRow,
  'address' | 'host' | 'port' | 'secure' | 'account' | 'folder' | 'active'
>

export const insertMailbox = async (
  trx: Trx,
  marketId: string,
  wish: MailboxWish,
  since: number,
): Promise<void> => {
  await trx('mailboxes').insert({ market_id: marketId, ...wish, since: new Date(since) })
}

/** Of another server, account or folder nothing was read yet. */
export const updateMailbox = async (
  trx: Trx,
  marketId: string,
  wish: MailboxWish,
  of: { version: number; since: number | null },
): Promise<void> => {
  await trx('mailboxes')
    .where({ market_id: marketId })
    .update({
      ...wish,
      version: of.version + 1,
      fault: null,
      ...(of.since !== null && { since: new Date(of.since), uid_validity: null, last_uid: 0, read_at: null }),
    })
}

export const noteReading = async (
  q: Queryable,
  marketId: string,
  reading: { readAt?: Date; fault: string | null },
): Promise<void> => {
  const { readAt, fault } = reading
  await q('mailboxes')
    .where({ market_id: marketId })
    .update({ fault, ...(readAt && { read_at: readAt }) })
}

/** Of the mailbox as it was when it was opened: how far another was read says nothing of one that has been set since. */
export const noteProgress = async (
  q: Queryable,
  { market_id, version }: Pick<MailboxRow, 'market_id' | 'version'>,
  { validity, uid }: { validity: number; uid: number },
): Promise<void> => {
  await q('mailboxes').where({ market_id, version }).update({ uid_validity: validity, last_uid: uid })
}

export type LetterIn = {
  marketId: string
  refHash: Buffer
  uid: number
  outcome: 'heard' | 'opened' | 'ignored' | 'unreadable'
  why: string | null
  claimId: string | null
  at: number
}

/** What became of it, if it was taken before. */
export const findLetterIn = (
  q: Queryable,
  marketId: string,
  refHash: Buffer,
): Promise<{ claim_id: string | null } | undefined> =>
  q('claim_letters_in')
    .where({ market_id: marketId, ref_hash: refHash })
    .first<{ claim_id: string | null } | undefined>('claim_id')

export const insertLetterIn = async (trx: Trx, letter: LetterIn): Promise<void> => {
  await trx('claim_letters_in').insert({
    market_id: letter.marketId,
    ref_hash: letter.refHash,
    uid: letter.uid,
    outcome: letter.outcome,
    why: letter.why,
    claim_id: letter.claimId,
    at: new Date(letter.at),
  })
}
