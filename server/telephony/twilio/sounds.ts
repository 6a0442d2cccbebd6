/** Prompts as the provider plays them, by their addresses; what has no sound is read aloud by the provider. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PROMPTS, type PromptId, readRef } from '#shared/telephony/prompts.ts'
import { promptsFolder } from '../prompts-folder.ts'

export type Spoken = { kind: 'sound'; ref: string } | { kind: 'text'; text: string; language: 'ru' | 'en' }

/** `ru/greeting`, `loops/music`: everything there is a file of. */
const sounds: ReadonlySet<string> = new Set(
  ['ru', 'en', 'loops'].flatMap((folder) =>
    readdirSync(join(promptsFolder, folder))
      .filter((name) => name.endsWith('.wav'))
      .map((name) => `${folder}/${name.slice(0, -4)}`),
  ),
)

/** The file of a sound; null for what is none of ours. */
export const soundFile = (ref: string): string | null =>
  sounds.has(ref) ? join(promptsFolder, `${ref}.wav`) : null

/** `greeting` in the caller's language, `ru/greeting` in its own. Null for what nobody has words for. */
export const spokenOf = (prompt: string, language: 'ru' | 'en', has = sounds): Spoken | null => {
  const { id, language: spoken, version } = readRef(prompt, language)
  if (version !== null) return { kind: 'sound', ref: `${spoken}/${id}@${version}` }
  if (has.has(`${spoken}/${id}`)) return { kind: 'sound', ref: `${spoken}/${id}` }
  const text = PROMPTS.get(id as PromptId)?.[spoken]
  return text === undefined ? null : { kind: 'text', text, language: spoken }
}
