import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { PROMPTS as CATALOGUE } from '#shared/telephony/prompts.ts'
import type { Sound } from './sound.ts'
import { createBackgrounds, loadSounds, type Sounds } from './sounds.ts'
import { PROMPTS as FOLDER } from './testing/media-fixture.ts'
import { loudness, toneLevel } from './testing/tone.ts'

let sounds: Sounds

beforeAll(async () => {
  sounds = await loadSounds(FOLDER)
})

const samplesOf = (sound: Sound): Int16Array => {
  const out = new Int16Array(sound.samples)
  sound.read(0, out)
  return out
}

test('the catalogue and the folder hold the same prompts, in both languages', async () => {
  const ids = [...CATALOGUE.keys()].sort()
  for (const language of ['ru', 'en']) {
    const files = await readdir(join(FOLDER, language))
    expect(files.map((name) => name.slice(0, -4)).sort()).toEqual(ids)
  }
})

test('the audio in the repository stays small', async () => {
  const files = await readdir(FOLDER, { recursive: true })
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(FOLDER, name))).size))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000)
})

test('every prompt is speech of one level, as long as its text asks for', () => {
  for (const [id, text] of CATALOGUE) {
    for (const language of ['ru', 'en'] as const) {
      const samples = samplesOf(sounds.prompt(id, language)!)
      const perLetter = samples.length / 16 / text[language].length
      expect(perLetter, `${language}/${id} ms a letter`).toBeGreaterThan(30)
      expect(perLetter, `${language}/${id} ms a letter`).toBeLessThan(150)
      const level = 20 * Math.log10(loudness(samples) / 32_768)
      expect(level, `${language}/${id} dBFS`).toBeGreaterThan(-24)
      expect(level, `${language}/${id} dBFS`).toBeLessThan(-17)
      expect(Math.abs(samples[0]!) + Math.abs(samples.at(-1)!), `${language}/${id} edges`).toBeLessThan(200)
    }
  }
})

test('a language in the name wins over the play’s own', () => {
  expect(sounds.prompt('en/hold', 'ru')).toBe(sounds.prompt('hold', 'en'))
  expect(sounds.prompt('hold', 'ru')).not.toBe(sounds.prompt('hold', 'en'))
  expect(sounds.prompt('../hold', 'ru')).toBeNull()
})

test('the music is soft, lasts over half a minute, has no hole and no seam', () => {
  const music = samplesOf(sounds.loop('music'))
  expect(music.length / 16_000).toBeGreaterThan(30)
  expect(20 * Math.log10(loudness(music) / 32_768)).toBeCloseTo(-27, 0)
  for (let at = 0; at < music.length; at += 8000) {
    expect(loudness(music.slice(at, at + 8000)), `second ${at / 16_000}`).toBeGreaterThan(150)
  }
  const step = (i: number): number => Math.abs(music[i]! - music.at(i - 1)!)
  const steepest = music.reduce((most, _, i) => (i === 0 ? most : Math.max(most, step(i))), 0)
  expect(step(0)).toBeLessThan(steepest)
})

test('the loops go round, whoever listens', () => {
  const backgrounds = createBackgrounds(sounds)
  const frames = Array.from({ length: 600 }, (_, tick) =>
    Int16Array.from(backgrounds.frame('ringback', tick)),
  )
  const second = (from: number): Int16Array =>
    Int16Array.from(frames.slice(from, from + 90).flatMap((f) => [...f]))
  expect(toneLevel(second(5), 425, 16_000)).toBeGreaterThan(2000)
  expect(loudness(second(200))).toBeLessThan(5)
  expect(toneLevel(second(505), 425, 16_000)).toBeGreaterThan(2000)
  expect(backgrounds.frame('ringback', 599)).toBe(backgrounds.frame('ringback', 599))
})
