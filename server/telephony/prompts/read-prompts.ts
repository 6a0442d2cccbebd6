/** The prompts there are: the hub's catalogue and the house's own, each with its sounds and the flows that say it. */
import type { FlowDefinition } from '#shared/telephony/flow.contract.ts'
import type { PromptFull, PromptSound, PromptView } from '#shared/telephony/prompt.contract.ts'
import { PROMPTS, type PromptId, type PromptLanguage, readRef } from '#shared/telephony/prompts.ts'
import type { Queryable } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { activeDefinitions } from '../flow.store.ts'
import { latestSounds, type OwnPromptRow, ownPrompts, type SoundRow, soundsOf } from './prompt.store.ts'
import { canSynthesise } from './synthesise.ts'

const present = (row: SoundRow): PromptSound => ({
  version: row.version,
  origin: row.origin,
  text: row.text,
  fileName: row.file_name,
  durationMs: row.origin === 'hub' ? null : row.duration_ms,
  levelDb: row.level_db,
  madeAt: row.made_at,
  madeBy: row.author,
  restores: row.restores,
})

/** What the hub brought; null for the house's own phrases. */
const hubsOwn = (id: string, language: PromptLanguage): PromptSound | null => {
  const text = PROMPTS.get(id as PromptId)?.[language]
  if (text === undefined) return null
  const nothing = {
    fileName: null,
    durationMs: null,
    levelDb: null,
    madeAt: null,
    madeBy: null,
    restores: null,
  }
  return { version: 0, origin: 'hub', text, ...nothing }
}

/** What a flow says, as it refers to it. */
export const saidIn = (flow: FlowDefinition): string[] =>
  Object.values(flow.steps).flatMap((step) => [
    ...('prompts' in step ? step.prompts : []),
    ...('wrong' in step ? step.wrong : []),
  ])

const flowsSaying = async (db: Queryable): Promise<(id: string) => string[]> => {
  const flows = (await activeDefinitions(db)).map(({ code, definition }) => ({
    code,
    said: new Set(saidIn(definition).map((ref) => readRef(ref, 'ru').id)),
  }))
  return (id) => flows.filter(({ said }) => said.has(id)).map(({ code }) => code)
}

const viewOf = (id: string, own: OwnPromptRow | undefined, rows: SoundRow[], flows: string[]): PromptView => {
  const soundIn = (language: PromptLanguage) => {
    const row = rows.find((one) => one.prompt === id && one.language === language)
    return row ? present(row) : hubsOwn(id, language)
  }
  return {
    id,
    own: own ? { nameRu: own.name_ru, nameEn: own.name_en, active: own.active, version: own.version } : null,
    sounds: { ru: soundIn('ru'), en: soundIn('en') },
    flows,
  }
}

/** The house's own first. */
export const readPrompts = async (db: Queryable): Promise<PromptView[]> => {
  const own = await ownPrompts(db)
  const rows = await latestSounds(db)
  const saying = await flowsSaying(db)
  return [...own.map(({ id }) => id), ...PROMPTS.keys()].map((id) =>
    viewOf(
      id,
      own.find((one) => one.id === id),
      rows,
      saying(id),
    ),
  )
}

/** Throws 404. */
export const findPrompt = async (db: Queryable, id: string): Promise<PromptView> => {
  const found = (await readPrompts(db)).find((one) => one.id === id)
  if (!found) throw notFound('prompt', id)
  return found
}

/** Throws 404. */
export const readPrompt = async (db: Queryable, id: string): Promise<PromptFull> => {
  const view = await findPrompt(db, id)
  const rows = await soundsOf(db, id)
  const versionsIn = (language: PromptLanguage): PromptSound[] => [
    ...rows.filter((row) => row.language === language).map(present),
    ...[hubsOwn(id, language)].filter((one) => one !== null),
  ]
  return {
    ...view,
    canSynthesise: await canSynthesise(),
    versions: { ru: versionsIn('ru'), en: versionsIn('en') },
  }
}
