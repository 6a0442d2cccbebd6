/** A prompt on its way to a listener: an administrator, or the provider of the telephone network. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROMPTS, type PromptId, type PromptLanguage } from '#shared/telephony/prompts.ts'
import type { Queryable } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { promptsFolder } from '../prompts-folder.ts'
import { latestSounds, soundFileOf } from './prompt.store.ts'

type Wanted = { prompt: string; language: PromptLanguage; version?: number | undefined }

/** The file; without a version what is spoken now. Throws 404. */
export const hearPrompt = async (db: Queryable, wanted: Wanted): Promise<Buffer> => {
  const { prompt, language } = wanted
  const version = wanted.version ?? (await lastVersion(db, prompt, language))
  const own = version === 0 ? null : await soundFileOf(db, { prompt, language, version })
  if (own) return own
  if (own === undefined || !PROMPTS.has(prompt as PromptId)) throw notFound('prompt', prompt)
  return readFile(join(promptsFolder, language, `${prompt}.wav`))
}

const lastVersion = async (db: Queryable, prompt: string, language: PromptLanguage): Promise<number> =>
  (await latestSounds(db, [prompt])).find((row) => row.language === language)?.version ?? 0
