/** Text to speech by espeak-ng, which must be on PATH. Its output is data; the program is not part of the hub. */
import { execFileSync } from 'node:child_process'
import { readWav } from '#server/telephony/web-voice/media/wav.ts'
import type { PromptLanguage } from '#shared/telephony/prompts.ts'

const VOICES: Record<PromptLanguage, string[]> = {
  ru: ['-v', 'ru', '-s', '154', '-p', '46'],
  en: ['-v', 'en-gb', '-s', '156', '-p', '46'],
}

/** Words that espeak-ng stresses wrongly, in its own phonemes. */
const SPELLED: [RegExp, string][] = [[/сорок/gi, "[[s'orVk]]"]]

/** Samples between −1 and 1 at espeak's own rate. */
export const speak = (text: string, language: PromptLanguage): { samples: Float64Array; rate: number } => {
  const spelled =
    language === 'ru' ? SPELLED.reduce((said, [word, how]) => said.replace(word, how), text) : text
  const file = execFileSync('espeak-ng', [...VOICES[language], '--stdout', spelled], {
    maxBuffer: 64e6,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  // A WAV on a pipe bears no true length.
  const { rate } = readWav(file)
  const bytes = file.subarray(44, file.length & ~1)
  const samples = Float64Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2) / 32768)
  return { samples, rate }
}
