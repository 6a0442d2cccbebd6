/** Text to speech by espeak-ng, where it is on PATH: a program of its own, no part of the hub. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { PromptLanguage } from '#shared/telephony/prompts.ts'
import { readWav } from '../web-voice/media/wav.ts'

const run = promisify(execFile)
const PROGRAM = 'espeak-ng'
const WITHIN_MS = 20_000

const VOICES: Record<PromptLanguage, string[]> = {
  ru: ['-v', 'ru', '-s', '154', '-p', '46'],
  en: ['-v', 'en-gb', '-s', '156', '-p', '46'],
}

/** Words that espeak-ng stresses wrongly, in its own phonemes. */
const SPELLED: [RegExp, string][] = [[/сорок/gi, "[[s'orVk]]"]]

/** Whether this machine can. */
export const canSynthesise = (): Promise<boolean> =>
  run(PROGRAM, ['--version'], { timeout: WITHIN_MS }).then(
    () => true,
    () => false,
  )

/** Samples between −1 and 1 at espeak's own rate. Rejects where the program is not there. */
export const synthesise = async (
  text: string,
  language: PromptLanguage,
): Promise<{ samples: Float64Array; rate: number }> => {
  const spelled =
    language === 'ru' ? SPELLED.reduce((said, [word, how]) => said.replace(word, how), text) : text
  // After `--` a text that begins with a dash is a text.
  const { stdout: file } = await run(PROGRAM, [...VOICES[language], '--stdout', '--', spelled], {
    encoding: 'buffer',
    maxBuffer: 64e6,
    timeout: WITHIN_MS,
  })
  // A WAV on a pipe bears no true length.
  const { rate } = readWav(file)
  const bytes = file.subarray(44, file.length & ~1)
  const samples = Float64Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2) / 32768)
  return { samples, rate }
}
