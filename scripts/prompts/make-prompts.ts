/**
 * Makes the committed audio of the hub anew: every prompt of the catalogue in both languages, and the loops.
 * Needs espeak-ng on PATH. Run: npx tsx scripts/prompts/make-prompts.ts [ru | en | loops]
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { levelSpeech, mulawWav, pcmWav, resampleTo16k, trimSilence } from '#server/telephony/prompts/shape.ts'
import { synthesise } from '#server/telephony/prompts/synthesise.ts'
import { PROMPTS, type PromptLanguage } from '#shared/telephony/prompts.ts'
import { composeChime } from './chime.ts'
import { composeReconnectingTone, composeRingback } from './tones.ts'

const target = fileURLToPath(new URL('../../server/telephony/web-voice/prompts', import.meta.url))
let bytes = 0

const write = (folder: string, name: string, file: Buffer): void => {
  writeFileSync(join(target, folder, `${name}.wav`), file)
  bytes += file.length
}

const sayPrompt = async (text: string, language: PromptLanguage): Promise<Buffer> => {
  const { samples, rate } = await synthesise(text, language)
  return mulawWav(levelSpeech(trimSilence(resampleTo16k(samples, rate))))
}

const makeFolder = (folder: string): void => {
  rmSync(join(target, folder), { recursive: true, force: true })
  mkdirSync(join(target, folder), { recursive: true })
}

const makeSpeech = async (language: PromptLanguage): Promise<void> => {
  makeFolder(language)
  for (const [id, text] of PROMPTS) write(language, id, await sayPrompt(text[language], language))
}

const makeLoops = async (): Promise<void> => {
  makeFolder('loops')
  write('loops', 'music', pcmWav(composeChime()))
  write('loops', 'ringback', mulawWav(composeRingback()))
  write('loops', 'tone', mulawWav(composeReconnectingTone()))
}

const MAKERS: Record<string, () => Promise<void>> = {
  ru: () => makeSpeech('ru'),
  en: () => makeSpeech('en'),
  loops: makeLoops,
}
const [only] = process.argv.slice(2)
for (const [name, make] of Object.entries(MAKERS)) if (!only || only === name) await make()
process.stdout.write(`${(bytes / 1e6).toFixed(1)} MB written\n`)
