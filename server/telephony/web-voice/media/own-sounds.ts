/**
 * Sounds that the house made itself, from the database: a version never changes, so each is read once. Without the
 * database, and for what is not there, the hub's own is spoken.
 */
import { Pool } from 'pg'
import { type Language, type Sound, soundOf } from './sound.ts'

export type OwnRef = { id: string; language: Language; version: number | null }
export type OwnSounds = {
  /** Never fails. */
  ready(ref: OwnRef): Promise<void>
  find(ref: OwnRef): Sound | null
}

export const noOwnSounds: OwnSounds = { ready: async () => undefined, find: () => null }

/** Half an hour of speech is kept at hand; what was used longest ago goes first. */
const KEPT_SAMPLES = 16_000 * 1_800
/** A caller is not kept in silence for a database that does not answer, ms. */
const WITHIN_MS = 1_500

const READ = 'select sound from prompt_sounds where prompt = $1 and language = $2 and version = $3'

export const ownSoundsOf = (databaseUrl: string, onFault: (error: unknown) => void): OwnSounds => {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: WITHIN_MS,
    query_timeout: WITHIN_MS,
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    application_name: 'perezvon media prompts',
  })
  pool.on('error', onFault)
  return keepSounds(async ({ id, language, version }) => {
    const { rows } = await pool.query<{ sound: Buffer | null }>(READ, [id, language, version])
    return rows[0]?.sound ?? null
  }, onFault)
}

/** @param read the file of a version; null when there is none */
export const keepSounds = (
  read: (ref: OwnRef) => Promise<Buffer | null>,
  onFault: (error: unknown) => void,
): OwnSounds => {
  const kept = new Map<string, Sound>()
  const keyOf = ({ id, language, version }: OwnRef): string => `${language}/${id}@${version}`
  const keep = (key: string, sound: Sound): void => {
    kept.delete(key)
    kept.set(key, sound)
    let samples = [...kept.values()].reduce((sum, one) => sum + one.samples, 0)
    for (const [oldest, { samples: length }] of kept) {
      if (samples <= KEPT_SAMPLES || oldest === key) break
      kept.delete(oldest)
      samples -= length
    }
  }
  return {
    ready: async (ref) => {
      if (ref.version === null) return
      const key = keyOf(ref)
      const known = kept.get(key)
      if (known) return keep(key, known)
      try {
        const file = await read(ref)
        if (file) keep(key, soundOf(file))
      } catch (error) {
        onFault(error)
      }
    },
    find: (ref) => (ref.version === null ? null : (kept.get(keyOf(ref)) ?? null)),
  }
}
