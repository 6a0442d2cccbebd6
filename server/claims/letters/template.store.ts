/** SQL of the templates of letters. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { LetterTemplate, NewLetterTemplate } from '#shared/claims/letters/letter-template.contract.ts'

const COLUMNS = {
  id: 'id',
  nameRu: 'name_ru',
  nameEn: 'name_en',
  headRu: 'head_ru',
  headEn: 'head_en',
  subjectRu: 'subject_ru',
  subjectEn: 'subject_en',
  bodyRu: 'body_ru',
  bodyEn: 'body_en',
  active: 'active',
  version: 'version',
} as const

const rowOf = (form: Partial<LetterTemplate>) =>
  Object.fromEntries(
    Object.entries(form).map(([key, value]) => [COLUMNS[key as keyof typeof COLUMNS], value]),
  )

export const listTemplates = (q: Queryable): Promise<LetterTemplate[]> =>
  q('letter_templates').orderBy(['name_ru', 'id']).select(COLUMNS) as unknown as Promise<LetterTemplate[]>

export const findTemplate = async (q: Queryable, id: string): Promise<LetterTemplate | undefined> =>
  (await q('letter_templates').where({ id }).first(COLUMNS)) as LetterTemplate | undefined

export const insertTemplate = async (trx: Trx, form: NewLetterTemplate): Promise<string> => {
  const [made] = await trx('letter_templates').insert(rowOf(form)).returning<{ id: string }[]>('id')
  return made!.id
}

/** False when it is another version by now. */
export const updateTemplate = async (
  trx: Trx,
  { id, version }: { id: string; version: number },
  form: Partial<LetterTemplate>,
): Promise<boolean> =>
  (await trx('letter_templates')
    .where({ id, version })
    .update({ ...rowOf(form), version: version + 1 })) === 1
