/** SQL of whom a letter about a claim is to: their addresses, language and time. */
import type { Queryable } from '#server/platform/database.ts'

export type EmailRow = { id: string; email: string; person: string | null; person_id: string | null }

/** Where a client, with whom is merged into it, can be written to; the first is the person who complained. */
export const emailsOf = (
  q: Queryable,
  claim: { client_id: string; person_id: string | null },
): Promise<EmailRow[]> =>
  q('addresses as a')
    .leftJoin('persons as p', 'p.id', 'a.person_id')
    .where({ 'a.client_id': claim.client_id, 'a.kind': 'email' })
    .orderByRaw('(a.person_id is not distinct from ?::uuid) desc, a.person_id nulls first, a.id', [
      claim.person_id,
    ])
    .select({ id: 'a.id', email: 'a.value', person: 'p.name', person_id: 'a.person_id' })

export const languageFor = async (
  q: Queryable,
  claim: { client_id: string; market_id: string },
): Promise<{ language: 'ru' | 'en'; zone: string; market: { ru: string; en: string } }> => {
  const row = await q('markets as m')
    .join('clients as c', (on) => on.on('c.id', q.raw('?::uuid', [claim.client_id])))
    .where('m.id', claim.market_id)
    .first({
      own: 'c.language',
      language: 'm.language',
      zone: 'm.zone',
      ru: 'm.name_ru',
      en: 'm.name_en',
    })
  return { language: row.own ?? row.language, zone: row.zone, market: { ru: row.ru, en: row.en } }
}
