/** How large a file is, in words: 830 kB, 4.2 MB. */
import type { Language } from '../../platform/i18n.ts'

const STEPS = [
  [1_000_000, 'megabyte'],
  [1_000, 'kilobyte'],
  [1, 'byte'],
] as const

export const sizeText = (bytes: number, language: Language): string => {
  const [size, unit] = STEPS.find(([least]) => bytes >= least) ?? [1, 'byte']
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes / size < 10 && size > 1 ? 1 : 0,
  }).format(bytes / size)
}
