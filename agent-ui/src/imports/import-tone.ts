/** An import in words: its state's tone, what came of it. */
import type { ImportedFile } from '#shared/imports/import-file.contract.ts'
import type { Tone } from '../kit/tone.ts'
import { formatsFor } from '../platform/format.ts'
import { language } from '../platform/i18n.ts'
import type { ImportScreen } from './import-screen.ts'

const tones: Record<ImportedFile['state'], Tone> = {
  uploaded: 'soon',
  mapped: 'soon',
  checking: 'busy',
  checked: 'soon',
  applying: 'busy',
  applied: 'done',
  cancelled: 'quiet',
  failed: 'breach',
  undoing: 'busy',
  undone: 'quiet',
}
export const toneOf = (state: ImportedFile['state']): Tone => tones[state]
/** The worker is no agent: what it is busy with has another shape. */
export const iconOf = (state: ImportedFile['state']): string | undefined =>
  tones[state] === 'busy' ? 'i-lucide-loader-circle' : undefined

/** «Создано: 120 · Пропущено: 3»; of a file that is only checked, what the check found. */
export const resultWords = (
  { counts }: Pick<ImportedFile, 'counts'>,
  { verdicts, deeds, count }: ImportScreen['words'],
): string => {
  const written = deeds.filter((name) => counts[name])
  const shown = written.length > 0 ? written : verdicts.filter((name) => counts[name])
  return shown.map((name) => `${count(name)}: ${formatsFor(language.value).number(counts[name])}`).join(' · ')
}
