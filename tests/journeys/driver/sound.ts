/** Browsers that speak: each process has one voice, a pure tone, and its pages have an ear for what they play. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { sine } from '#server/telephony/web-voice/media/testing/tone.ts'
import { writeWavHeader } from '#server/telephony/web-voice/media/wav.ts'
import { openBrowser, openPage, type Sight } from '../../harness/browser.ts'
import { eventually } from '../../harness/hub.ts'

const ear = fileURLToPath(new URL('./ear.page.js', import.meta.url))

export const CLIENT_HZ = 440
export const AGENT_HZ = 880
export const COLLEAGUE_HZ = 660

/** Whole seconds hold whole waves of any whole frequency: the file repeats without a click. */
const RATE = 48_000
const SECONDS = 4

export type Speaker = { browser: Browser; page(sight?: Sight): Promise<Page>; close(): Promise<void> }

/** A browser process whose microphone is a tone. */
export const openSpeaker = async (hz: number, flags: string[] = []): Promise<Speaker> => {
  const folder = await mkdtemp(join(tmpdir(), 'perezvon-voice-'))
  const file = join(folder, `${hz}.wav`)
  const samples = sine(hz, RATE * SECONDS)
  const data = Buffer.from(samples.buffer)
  await writeFile(
    file,
    Buffer.concat([writeWavHeader({ rate: RATE, channels: 1, dataBytes: data.length }), data]),
  )
  const browser = await openBrowser([`--use-file-for-fake-audio-capture=${file}`, ...flags])
  return {
    browser,
    page: async (sight) => {
      const page = await openPage(browser, sight)
      await page.addInitScript({ path: ear })
      return page
    },
    close: async () => {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Levels = Record<string, number>

export const heardBy = (page: Page, ...hz: number[]): Promise<Levels | null> =>
  page.evaluate(`perezvonEar(${JSON.stringify(hz)})`)

/** Well above the noise of a codec; what a party must not hear stays this far below. */
const CLEAR_DB = -35
const SILENT_DB = -55
/** The loudest moment of a whole recording: where a voice begins, the click holds a little of every tone. */
const NEVER_DB = -40

type Wish = { hears?: number[]; not?: number[] }
const judge = (levels: Levels | null, { hears = [], not = [] }: Wish, silent = SILENT_DB): void => {
  const told = JSON.stringify(levels)
  if (!levels) throw new Error('nothing is played')
  for (const hz of hears) expect(levels[hz], `${hz} Hz of ${told}`).toBeGreaterThan(CLEAR_DB)
  for (const hz of not) expect(levels[hz], `${hz} Hz of ${told}`).toBeLessThan(silent)
}

/** Waits until the page plays these tones and not those. */
export const expectToHear = (page: Page, wish: Wish, withinMs = 20_000): Promise<void> =>
  eventually(
    async () => judge(await heardBy(page, ...(wish.hears ?? []), ...(wish.not ?? [])), wish),
    withinMs,
  )

/** Waits until something sounds that is none of these tones: music, or a spoken prompt. */
export const expectMusic = (page: Page, not: number[], withinMs = 20_000): Promise<void> =>
  eventually(async () => {
    const levels = await heardBy(page, ...not)
    const told = JSON.stringify(levels)
    if (!levels) throw new Error('nothing is played')
    // Music holds a little of every tone: measured −45 dB, where a voice of these tests has about −15.
    for (const hz of not) expect(levels[hz], `${hz} Hz of ${told}`).toBeLessThan(CLEAR_DB)
    expect(levels.all, told).toBeGreaterThan(-45)
  }, withinMs)

/** Waits until none of these tones is heard; whether anything else sounds is not asked. */
export const expectSilence = (page: Page, not: number[], withinMs = 20_000): Promise<void> =>
  expectToHear(page, { not }, withinMs)

type Channel = { loudest: Levels; middle: Levels }
type Recording = { seconds: number; channels: number; left: Channel; right: Channel }

/** The recording that the page shows, as the page gets it: these voices on the agents' side, those on the client's. */
export const expectRecorded = async (
  page: Page,
  wish: { left: number[]; right: number[] },
): Promise<void> => {
  const url = await page.locator('[data-recording]').getAttribute('src')
  const recording: Recording = await page.evaluate(
    `perezvonRecording(${JSON.stringify(url)}, ${JSON.stringify([...wish.left, ...wish.right])})`,
  )
  expect(recording.channels).toBe(2)
  judge(recording.left.loudest, { hears: wish.left, not: wish.right }, NEVER_DB)
  judge(recording.right.loudest, { hears: wish.right, not: wish.left }, NEVER_DB)
  judge(recording.left.middle, { not: wish.right })
  judge(recording.right.middle, { not: wish.left })
}
