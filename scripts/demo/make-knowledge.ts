/** What the trading house has written down: some topics have an article, some wait for one. */
import type { Trx } from '#server/platform/database.ts'
import { iso } from './bulk.ts'
import { articles, macros, snippets } from './knowledge-texts.data.ts'
import type { House } from './make-organisation.ts'

const DAY_MS = 86_400_000

export const makeKnowledge = async (trx: Trx, house: House, now: number): Promise<void> => {
  const author = house.users['head-service']?.id
  if (!author) throw new Error('nobody writes articles')
  const categories = new Map(house.categories.map(({ code, id }) => [code, id]))
  await trx('articles').insert(
    articles.map(({ category, topic, ru, en, published }, at) => ({
      title_ru: ru.title,
      text_ru: ru.text,
      title_en: en?.title ?? '',
      text_en: en?.text ?? '',
      category_id: categories.get(category) ?? null,
      topic,
      state: published ? 'published' : 'draft',
      author_id: author,
      made_at: iso(now - (60 - at) * DAY_MS),
      reviewed_by: published ? author : null,
      reviewed_at: published ? iso(now - (20 - at) * DAY_MS) : null,
    })),
  )
  const made = await trx('snippets')
    .insert(
      snippets.map(({ code, name, ru, en }) => ({
        code,
        name,
        text_ru: ru,
        text_en: en,
        made_at: iso(now - DAY_MS),
      })),
    )
    .returning<{ id: string; code: string }[]>(['id', 'code'])
  const idOf = (code: string) => made.find((one) => one.code === code)?.id
  await trx('macros').insert(
    macros.map(({ name, note, moves, tag }) => ({
      name,
      made_at: iso(now - DAY_MS),
      steps: JSON.stringify([
        { do: 'assign', handlerId: null },
        ...(tag ? [{ do: 'tag', name: tag }] : []),
        { do: 'note', snippetId: idOf(note) },
        ...moves.map((move) => ({ do: 'move', move, snippetId: null, remedy: null })),
      ]),
    })),
  )
}
