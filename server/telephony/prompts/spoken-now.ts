/** What is spoken for a prompt at this moment, and what it says: the house's own sound where it has one. */
import { PROMPTS, type PromptId, type PromptLanguage, readRef } from '#shared/telephony/prompts.ts'
import type { Queryable } from '../../platform/database.ts'
import { latestSounds, type SoundRow } from './prompt.store.ts'

type Spoken = { ref: string; text: string | null }

/** Each with the version of its sound: whoever plays it keeps a version, and asks for the next by its name. */
const spokenOf = async (
  db: Queryable,
  refs: readonly string[],
  language: PromptLanguage,
): Promise<Spoken[]> => {
  if (refs.length === 0) return []
  const named = refs.map((ref) => ({ ref, ...readRef(ref, language) }))
  const rows = await latestSounds(db, [...new Set(named.map(({ id }) => id))])
  const last = new Map<string, SoundRow>(rows.map((row) => [`${row.language}/${row.prompt}`, row]))
  return named.map(({ ref, id, language: spoken }) => {
    const row = last.get(`${spoken}/${id}`)
    const text = row?.text ?? PROMPTS.get(id as PromptId)?.[spoken] ?? null
    return { ref: row && row.origin !== 'hub' ? `${spoken}/${id}@${row.version}` : ref, text }
  })
}

export const spokenNow = async (
  db: Queryable,
  refs: readonly string[],
  language: PromptLanguage,
): Promise<string[]> => (await spokenOf(db, refs, language)).map(({ ref }) => ref)

/** To read along. */
export const saidNow = async (
  db: Queryable,
  refs: readonly string[],
  language: PromptLanguage,
): Promise<string[]> => (await spokenOf(db, refs, language)).flatMap(({ text }) => text ?? [])
