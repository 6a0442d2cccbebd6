/** Phrases of the house's own that a caller could not hear: put away, or without a sound in a language they are said in. */
import { isOwnPrompt, readRef } from '#shared/telephony/prompts.ts'
import type { Queryable } from '../../platform/database.ts'
import { readPrompts } from './read-prompts.ts'

/** Those of the references; one that names no language is said in both. */
export const silentRefs = async (db: Queryable, refs: readonly string[]): Promise<Set<string>> => {
  const own = refs.filter((ref) => isOwnPrompt(readRef(ref, 'ru').id))
  if (own.length === 0) return new Set()
  const prompts = new Map((await readPrompts(db)).map((prompt) => [prompt.id, prompt]))
  const isHeard = (ref: string): boolean =>
    (['ru', 'en'] as const).every((spoken) => {
      const { id, language } = readRef(ref, spoken)
      const prompt = prompts.get(id)
      return prompt?.own?.active === true && prompt.sounds[language] !== null
    })
  return new Set(own.filter((ref) => !isHeard(ref)))
}
