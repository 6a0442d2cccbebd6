/** The committed audio, read once at start: prompts as µ-law bytes, background loops as 16-bit samples. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFrame, FRAME, RATE } from './frame.ts'
import { MULAW, MULAW_FORMAT, PCM_FORMAT, readWav } from './wav.ts'

export type Language = 'ru' | 'en'
export type LoopName = 'music' | 'ringback' | 'tone'

/** 16 kHz mono. `read` fills `out` from sample `from`, with zeros past the end. */
export type Sound = { samples: number; read(from: number, out: Int16Array): void }

export type Sounds = {
  /** Null when the catalogue has no such prompt. */
  prompt(ref: string, language: Language): Sound | null
  loop(name: LoopName): Sound
}

const soundOf = (file: Buffer): Sound => {
  const { format, rate, channels, data } = readWav(file)
  if (rate !== RATE || channels !== 1) throw new Error('Prompts are 16 kHz mono')
  if (format === MULAW_FORMAT) {
    const codes = Buffer.from(data)
    return {
      samples: codes.length,
      read: (from, out) => {
        for (let i = 0; i < out.length; i++) out[i] = from + i < codes.length ? MULAW[codes[from + i]!]! : 0
      },
    }
  }
  if (format !== PCM_FORMAT) throw new Error('Prompts are µ-law or 16-bit PCM')
  const samples = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + (data.length & ~1)))
  return {
    samples: samples.length,
    read: (from, out) => {
      const part = samples.subarray(from, from + out.length)
      out.set(part)
      out.fill(0, part.length)
    },
  }
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

/** Reads `folder` with its `ru`, `en` and `loops`. Throws when a loop is missing or a file is no prompt. */
export const loadSounds = async (folder: string): Promise<Sounds> => {
  const [ru, en, loops] = await Promise.all(
    ['ru', 'en', 'loops'].map((name) => readFolder(join(folder, name))),
  )
  for (const name of ['music', 'ringback', 'tone']) {
    if (!loops!.has(name)) throw new Error(`The sound ${name} is missing`)
  }
  return {
    prompt: (ref, language) => {
      const [first, second] = ref.split('/')
      const spoken = { ru, en }[second ? first! : language]
      return spoken?.get(second ?? first!) ?? null
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
