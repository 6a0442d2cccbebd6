/** SQL of what is written about a claim, both ways, and of how content the client was. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { claimRated, type messageChannels } from '#shared/claims/follow/claim-message.events.ts'
import type { ClaimOfClient } from '#shared/claims/follow/claim-of-text.ts'

export type MessageChannel = (typeof messageChannels)[number]
export type MessageRow = {
  id: string
  claim_id: string
  direction: 'inbound' | 'outbound'
  channel: MessageChannel
  text: string
  author_id: string | null
  author_name: string | null
  address: string | null
  mail_ref: string | null
  at: number
}

const withAuthor = (q: Queryable) =>
  q('claim_messages as m').leftJoin('users as u', 'u.id', 'm.author_id').select('m.*', {
    author_name: 'u.name',
  })

/** Oldest first. */
export const listMessages = (q: Queryable, ...claimIds: string[]): Promise<MessageRow[]> =>
  withAuthor(q).whereIn('m.claim_id', claimIds).orderBy(['m.at', 'm.id'])

export const findMessage = async (q: Queryable, id: string): Promise<MessageRow | undefined> =>
  withAuthor(q).where('m.id', id).first()

/** What the client said last. */
export const lastWord = async (q: Queryable, claimId: string): Promise<MessageRow | undefined> =>
  withAuthor(q)
    .where({ 'm.claim_id': claimId, 'm.direction': 'inbound' })
    .orderBy([
      { column: 'm.at', order: 'desc' },
      { column: 'm.id', order: 'desc' },
    ])
    .first()

export type NewMessage = {
  id: string
  claimId: string
  direction: MessageRow['direction']
  channel: MessageChannel
  text: string
  authorId: string | null
  address?: string | null
  mailRef?: string | null
  at: number
}

/** False when there is one of this id, or of this Message-ID. */
export const insertMessage = async (trx: Trx, message: NewMessage): Promise<boolean> => {
  const rows = await trx('claim_messages')
    .insert({
      id: message.id,
      claim_id: message.claimId,
      direction: message.direction,
      channel: message.channel,
      text: message.text,
      author_id: message.authorId,
      address: message.address ?? null,
      mail_ref: message.mailRef ?? null,
      at: new Date(message.at),
    })
    .onConflict()
    .ignore()
    .returning('id')
  return rows.length === 1
}

/** The client's words of the page since then. */
export const countFromPage = async (q: Queryable, claimId: string, since: number): Promise<number> => {
  const [row] = await q('claim_messages')
    .where({ claim_id: claimId, direction: 'inbound', channel: 'page' })
    .where('at', '>', new Date(since))
    .count<{ count: number }[]>('* as count')
  return row?.count ?? 0
}

/** How often it was rated since then, changes of mind among it. */
export const countRated = async (q: Queryable, claimId: string, since: number): Promise<number> => {
  const [row] = await q('events')
    .where({ subject_id: claimId, kind: claimRated.kind })
    .where('at', '>', new Date(since))
    .count<{ count: number }[]>('* as count')
  return Number(row?.count ?? 0)
}

export type RatingRow = { score: number; word: string | null; at: number }

export const findRating = (q: Queryable, claimId: string): Promise<RatingRow | undefined> =>
  q('claim_ratings').where({ claim_id: claimId }).first<RatingRow | undefined>('score', 'word', 'at')

export const putRating = async (trx: Trx, claimId: string, rating: RatingRow): Promise<void> => {
  await trx('claim_ratings')
    .insert({ claim_id: claimId, score: rating.score, word: rating.word, at: new Date(rating.at) })
    .onConflict('claim_id')
    .merge()
}

/** As a text message may name them; a claim that goes on in another is found as that one. */
export const claimsOfClient = async (q: Queryable, clientId: string): Promise<ClaimOfClient[]> => {
  const rows: {
    id: string
    number: string
    closed_at: Date | null
    closing_ground: ClaimOfClient['closingGround']
  }[] = await q('claims').where({ client_id: clientId }).select('id', 'number', 'closed_at', 'closing_ground')
  return rows.map(({ id, number, closed_at, closing_ground }) => ({
    id,
    number,
    closed: closed_at !== null,
    closingGround: closing_ground,
  }))
}
