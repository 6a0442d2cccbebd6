/** Makes what simulated callers say, with espeak-ng; the files are committed, so the callers need no synthesiser. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { levelSpeech, mulawWav, resampleTo16k, trimSilence } from '#server/telephony/prompts/shape.ts'
import { synthesise } from '#server/telephony/prompts/synthesise.ts'
import { LINES } from './lines.data.ts'

const folder = fileURLToPath(new URL('./voices', import.meta.url))

mkdirSync(folder, { recursive: true })
for (const [language, lines] of Object.entries(LINES) as ['ru' | 'en', string[]][]) {
  for (const [index, text] of lines.entries()) {
    const { samples, rate } = await synthesise(text, language)
    writeFileSync(
      `${folder}/${language}-${index}.wav`,
      mulawWav(levelSpeech(trimSilence(resampleTo16k(samples, rate)))),
    )
  }
}
