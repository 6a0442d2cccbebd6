/** The rows of prompts: phrases of the house's own, and every sound there was of each. */
import type { PromptLanguage } from '#shared/telephony/prompts.ts'
import type { Queryable, Trx } from '../../platform/database.ts'

export type OwnPromptRow = {
  id: string
  row_id: string
  name_ru: string
  name_en: string
  active: boolean
  version: number
}

export type SoundRow = {
  id: string
  prompt: string
  language: PromptLanguage
  version: number
  origin: 'hub' | 'uploaded' | 'synthesised'
  text: string
  file_name: string | null
  duration_ms: number
  level_db: number | null
  restores: number | null
  made_at: number
  author: string | null
}

export const ownPrompts = (db: Queryable): Promise<OwnPromptRow[]> =>
  db('own_prompts').orderBy('id').select<OwnPromptRow[]>('*')

export const findOwnPrompt = (db: Queryable, id: string): Promise<OwnPromptRow | undefined> =>
  db('own_prompts').where({ id }).first<OwnPromptRow | undefined>()

/** Null when there is one of this id. */
export const insertOwnPrompt = async (
  trx: Trx,
  row: { id: string; name_ru: string; name_en: string },
): Promise<OwnPromptRow | null> => {
  const [made] = await trx('own_prompts').insert(row).onConflict('id').ignore().returning<OwnPromptRow[]>('*')
  return made ?? null
}

/** Writes if the version is still the one that was read. */
export const updateOwnPrompt = async (
  trx: Trx,
  id: string,
  version: number,
  edit: { nameRu?: string | undefined; nameEn?: string | undefined; active?: boolean | undefined },
): Promise<boolean> => {
  const changed = await trx('own_prompts')
    .where({ id, version })
    .update({ name_ru: edit.nameRu, name_en: edit.nameEn, active: edit.active, version: version + 1 })
  return changed === 1
}

const sounds = (db: Queryable) =>
  db('prompt_sounds as s').leftJoin('users as u', 'u.id', 's.made_by').select({
    id: 's.id',
    prompt: 's.prompt',
    language: 's.language',
    version: 's.version',
    origin: 's.origin',
    text: 's.text',
    file_name: 's.file_name',
    duration_ms: 's.duration_ms',
    level_db: 's.level_db',
    restores: 's.restores',
    made_at: 's.made_at',
    author: 'u.name',
  })

/** What each prompt was last given, in each language; of these prompts, or of all. */
export const latestSounds = (db: Queryable, prompts?: readonly string[]): Promise<SoundRow[]> =>
  sounds(db)
    .distinctOn('s.prompt', 's.language')
    .orderBy([{ column: 's.prompt' }, { column: 's.language' }, { column: 's.version', order: 'desc' }])
    .modify((query) => {
      if (prompts) query.whereIn('s.prompt', [...prompts])
    }) as unknown as Promise<SoundRow[]>

/** The newest first. */
export const soundsOf = (db: Queryable, prompt: string): Promise<SoundRow[]> =>
  sounds(db).where({ prompt }).orderBy('version', 'desc') as unknown as Promise<SoundRow[]>

/** The file; null where the hub's own was spoken, undefined where there was no such version. */
export const soundFileOf = async (
  db: Queryable,
  { prompt, language, version }: { prompt: string; language: PromptLanguage; version: number },
): Promise<Buffer | null | undefined> => {
  const row = await db('prompt_sounds')
    .where({ prompt, language, version })
    .first<{ sound: Buffer | null } | undefined>('sound')
  return row?.sound
}

export type NewSound = Omit<SoundRow, 'id' | 'author'> & { sound: Buffer | null; made_by: string }

/** Its id; null when another version of that number came first. */
export const insertSound = async (trx: Trx, row: NewSound): Promise<string | null> => {
  const [made] = await trx('prompt_sounds')
    .insert({ ...row, made_at: new Date(row.made_at) })
    .onConflict(['prompt', 'language', 'version'])
    .ignore()
    .returning<{ id: string }[]>('id')
  return made?.id ?? null
}
