/** A prompt is given another sound: a file, a text that the machine speaks, or one that it had before. */
import { promptChanged } from '#shared/telephony/call.events.ts'
import type { PromptView } from '#shared/telephony/prompt.contract.ts'
import type { PromptLanguage } from '#shared/telephony/prompts.ts'
import { audit } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Trx } from '../../platform/database.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { insertSound, type NewSound, soundFileOf, soundsOf } from './prompt.store.ts'
import { findPrompt, readPrompt } from './read-prompts.ts'
import { type Prompt, readSound, type SoundFault, shapePrompt } from './read-sound.ts'
import { canSynthesise, synthesise } from './synthesise.ts'

type Place = { prompt: string; language: PromptLanguage; version: number }
type Sound = Pick<
  NewSound,
  'origin' | 'sound' | 'text' | 'file_name' | 'duration_ms' | 'level_db' | 'restores'
>

/** Throws 422 at `file`; 409 `changed_meanwhile` with `current`; 404. */
export const uploadSound = async (
  platform: Platform,
  actor: Actor,
  place: Place,
  sent: { file: Buffer; text: string; fileName: string | null },
): Promise<PromptView> => {
  await findPrompt(platform.db, place.prompt)
  const sound = usable(readSound(sent.file), 'file')
  return put(platform, actor, place, async () => ({
    ...made(sound, sent.text),
    origin: 'uploaded',
    file_name: sent.fileName,
  }))
}

/** Throws 409 `no_synthesis`; 422 at `text` for what makes no sound; 409 `changed_meanwhile`; 404. */
export const synthesiseSound = async (
  platform: Platform,
  actor: Actor,
  place: Place,
  text: string,
): Promise<PromptView> => {
  await findPrompt(platform.db, place.prompt)
  if (!(await canSynthesise())) throw conflict('no_synthesis', {})
  const { samples, rate } = await synthesise(text, place.language)
  const sound = usable(shapePrompt(samples, rate), 'text')
  return put(platform, actor, place, async () => ({ ...made(sound, text), origin: 'synthesised' }))
}

/** Throws 404 for a version there was not; 409 `changed_meanwhile`. */
export const restoreSound = async (
  platform: Platform,
  actor: Actor,
  place: Place,
  restores: number,
): Promise<PromptView> => {
  const { versions } = await readPrompt(platform.db, place.prompt)
  const old = versions[place.language].find(({ version }) => version === restores)
  if (!old) throw notFound('prompt', `${place.prompt} ${restores}`)
  return put(platform, actor, place, async (trx) => ({
    origin: old.origin,
    sound: old.origin === 'hub' ? null : ((await soundFileOf(trx, { ...place, version: restores })) ?? null),
    text: old.text,
    file_name: old.fileName,
    duration_ms: old.durationMs ?? 0,
    level_db: old.levelDb,
    restores,
  }))
}

const usable = (sound: Prompt | SoundFault, field: string): Prompt => {
  if (typeof sound === 'string') throw invalid({ [field]: sound })
  return sound
}

const made = (sound: Prompt, text: string): Omit<Sound, 'origin'> => ({
  sound: sound.wav,
  text,
  file_name: null,
  duration_ms: sound.durationMs,
  level_db: sound.levelDb,
  restores: null,
})

const put = (
  platform: Platform,
  actor: Actor,
  { prompt, language, version }: Place,
  soundFrom: (trx: Trx) => Promise<Sound>,
): Promise<PromptView> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const last = (await soundsOf(trx, prompt)).find((row) => row.language === language)?.version ?? 0
    const changed = async () =>
      conflict('changed_meanwhile', { current: await findPrompt(trx, prompt), fields: ['version'] })
    if (last !== version) throw await changed()
    const sound = await soundFrom(trx)
    const row = { prompt, language, version: version + 1, ...sound, made_at: at, made_by: actor.userId }
    const id = await insertSound(trx, row)
    if (id === null) throw await changed()
    const data = { prompt, language, version: row.version, restores: sound.restores }
    await appendEvent(trx, promptChanged, { subjectId: id, actorId: actor.userId, at, data })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'prompt.sound',
      outcome: 'ok',
      subjectKind: 'prompt',
      subjectId: id,
      data: { ...data, how: sound.origin },
    })
    return findPrompt(trx, prompt)
  })
