/** The committed audio, read once at start: prompts as µ-law bytes, background loops as 16-bit samples. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRef } from '#shared/telephony/prompts.ts'
import { createFrame, FRAME } from './frame.ts'
import { noOwnSounds, type OwnSounds } from './own-sounds.ts'
import { type Language, type Sound, soundOf } from './sound.ts'

export type LoopName = 'music' | 'ringback' | 'tone'

export type Sounds = {
  /** Reads what the house made itself, so that `prompt` has it: to be awaited before. Never fails. */
  ready(refs: string[], language: Language): Promise<void>
  /** The hub's own where the house's cannot be had; null when there is neither. */
  prompt(ref: string, language: Language): Sound | null
  loop(name: LoopName): Sound
}

const readFolder = async (folder: string): Promise<Map<string, Sound>> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.wav'))
  return new Map(
    await Promise.all(
      names.map(async (name) => {
        try {
          return [name.slice(0, -4), soundOf(await readFile(join(folder, name)))] as const
        } catch (cause) {
          throw new Error(`The prompt ${name} cannot be used`, { cause })
        }
      }),
    ),
  )
}

/**
 * Reads `folder` with its `ru`, `en` and `loops`; the house's own sounds are asked of `own`. Throws when a loop is missing
 * or a file is no prompt.
 */
export const loadSounds = async (folder: string, own: OwnSounds = noOwnSounds): Promise<Sounds> => {
  const [ru, en, loops] = await Promise.all(
    ['ru', 'en', 'loops'].map((name) => readFolder(join(folder, name))),
  )
  for (const name of ['music', 'ringback', 'tone']) {
    if (!loops!.has(name)) throw new Error(`The sound ${name} is missing`)
  }
  const theHubs = { ru: ru!, en: en! }
  return {
    ready: async (refs, language) => {
      await Promise.all(refs.map((ref) => own.ready(readRef(ref, language))))
    },
    prompt: (ref, language) => {
      const named = readRef(ref, language)
      return own.find(named) ?? theHubs[named.language].get(named.id) ?? null
    },
    loop: (name) => loops!.get(name)!,
  }
}

/** The background loops, each read at most once a tick however many legs hear it. */
export const createBackgrounds = (sounds: Sounds) => {
  const read = new Map<LoopName, { tick: number; frame: Int16Array }>()
  return {
    /** The frame of this tick; not to be written to. */
    frame: (name: LoopName, tick: number): Int16Array => {
      const known = read.get(name)
      if (known?.tick === tick) return known.frame
      const sound = sounds.loop(name)
      const entry = { tick, frame: known?.frame ?? createFrame() }
      sound.read((tick % Math.floor(sound.samples / FRAME)) * FRAME, entry.frame)
      read.set(name, entry)
      return entry.frame
    },
  }
}
export type Backgrounds = ReturnType<typeof createBackgrounds>
