/** An import in words: its state's tone, what came of it. */
import {
  type ClientImport,
  type ImportCount,
  importCounts,
  type RowVerdict,
  verdicts,
} from '#shared/clients/import/import.contract.ts'
import type { Tone } from '../../kit/tone.ts'
import { formatsFor } from '../../platform/format.ts'
import { language } from '../../platform/i18n.ts'
import { useImportWords } from './words.ts'

const { t } = useImportWords()

const tones: Record<ClientImport['state'], Tone> = {
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
export const toneOf = (state: ClientImport['state']): Tone => tones[state]
/** The worker is no agent: what it is busy with has another shape. */
export const iconOf = (state: ClientImport['state']): string | undefined =>
  tones[state] === 'busy' ? 'i-lucide-loader-circle' : undefined

const isVerdict = (name: ImportCount): boolean => verdicts.includes(name as RowVerdict)

/** «Создано: 120 · Пропущено: 3»; of a file that is only checked, what the check found. */
export const resultWords = ({ counts }: ClientImport): string => {
  const written = importCounts.filter((name) => !isVerdict(name) && counts[name])
  const shown = written.length > 0 ? written : verdicts.filter((name) => counts[name])
  return shown
    .map((name) => `${t(`counts.${name}`)}: ${formatsFor(language.value).number(counts[name])}`)
    .join(' · ')
}
