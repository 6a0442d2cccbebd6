/** SQL by which a letter finds its claim. */
import type { Queryable } from '#server/platform/database.ts'

/** The claim of a letter of ours that this one answers. */
export const claimOfRefs = async (q: Queryable, refs: string[]): Promise<string | null> =>
  (
    await q('claim_messages')
      .whereIn('mail_ref', refs)
      .orderBy('at', 'desc')
      .first<{ claim_id: string } | undefined>('claim_id')
  )?.claim_id ?? null

/**
 * The claim of this number, or of the letter of this number, if the sender is of its client or has written about it before: a number is easily guessed, and
 * a stranger's letter is not to stand among the client's words.
 */
export const claimOfSender = async (q: Queryable, number: string, sender: string): Promise<string | null> => {
  const row = await q('claims as c')
    .where((named) =>
      named
        .where('c.number', number)
        .orWhereIn('c.id', q('claim_letters').where({ number }).select('claim_id')),
    )
    .where((known) =>
      known
        .whereExists(
          q('addresses as a')
            .whereRaw('a.client_id = c.client_id')
            .where({ 'a.kind': 'email', 'a.value': sender })
            .select(q.raw('1')),
        )
        .orWhereExists(
          q('claim_messages as m')
            .whereRaw('m.claim_id = c.id')
            .where({ 'm.direction': 'inbound', 'm.address': sender })
            .select(q.raw('1')),
        ),
    )
    .first<{ id: string } | undefined>('c.id')
  return row?.id ?? null
}

/** Letters of the sender that were heard since then. */
export const countOfSender = async (q: Queryable, sender: string, since: number): Promise<number> => {
  const [row] = await q('claim_messages')
    .where({ direction: 'inbound', channel: 'mail', address: sender })
    .where('at', '>', new Date(since))
    .count<{ count: number }[]>('* as count')
  return row?.count ?? 0
}

/** What a letter is about until a person says so. */
export const usualCategory = async (q: Queryable): Promise<string> =>
  (
    await q('claim_categories')
      .where({ active: true })
      .orderByRaw("code = 'other' desc, position, code")
      .first('id')
  ).id

export const languageOfMarket = async (q: Queryable, id: string): Promise<'ru' | 'en'> =>
  (await q('markets').where({ id }).first('language')).language
