import { expect, test } from 'vitest'
import { keepSounds, type OwnRef } from './own-sounds.ts'
import { loadSounds } from './sounds.ts'
import { PROMPTS } from './testing/media-fixture.ts'
import { writeWavHeader } from './wav.ts'

const wav = (samples: number): Buffer =>
  Buffer.concat([
    writeWavHeader({ rate: 16_000, channels: 1, dataBytes: samples * 2 }),
    Buffer.alloc(samples * 2),
  ])
const MINUTE = 16_000 * 60

test('a version of the house is read once and played; what cannot be had gives way to the hub’s own', async () => {
  const asked: OwnRef[] = []
  const faults: unknown[] = []
  const own = keepSounds(
    async (ref) => {
      asked.push(ref)
      if (ref.version === 3) throw new Error('the database is away')
      return ref.version === 1 ? wav(800) : null
    },
    (error) => faults.push(error),
  )
  const sounds = await loadSounds(PROMPTS, own)
  const hubs = sounds.prompt('greeting', 'ru')
  for (let n = 0; n < 2; n += 1) await sounds.ready(['ru/greeting@1', 'recorded'], 'en')
  expect(asked).toEqual([{ id: 'greeting', language: 'ru', version: 1 }])
  expect(sounds.prompt('ru/greeting@1', 'en')?.samples).toBe(800)
  expect(sounds.prompt('greeting', 'ru')).toBe(hubs)

  await sounds.ready(['ru/greeting@2', 'ru/greeting@3', 'own-autumn@2'], 'ru')
  expect(sounds.prompt('ru/greeting@2', 'en')).toBe(hubs)
  expect(sounds.prompt('ru/greeting@3', 'en')).toBe(hubs)
  expect(sounds.prompt('own-autumn@2', 'ru')).toBeNull()
  expect(faults).toHaveLength(1)
})

test('of very many the one that was used longest ago is let go', async () => {
  const own = keepSounds(
    async () => wav(MINUTE),
    () => undefined,
  )
  const ref = (version: number): OwnRef => ({ id: 'hold', language: 'ru', version })
  for (let version = 1; version <= 30; version += 1) await own.ready(ref(version))
  await own.ready(ref(1))
  await own.ready(ref(31))
  expect(own.find(ref(1))?.samples).toBe(MINUTE)
  expect(own.find(ref(2))).toBeNull()
  expect(own.find(ref(31))?.samples).toBe(MINUTE)
})
