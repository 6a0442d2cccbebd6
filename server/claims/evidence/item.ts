/** What the document of evidence is made of: numbered items of labelled lines, and a text as it was written. */
import type { EvidenceWords } from '#shared/claims/evidence/evidence-sections.ts'

export type Item = { head: string; lines: [label: string, value: string][]; text?: string | null }
export type Section = { title: string; items: Item[] }
/** Where a file stands in the archive; nowhere when it is not in it. */
export type Places = ReadonlyMap<string, string>

export type Tools = {
  words: EvidenceWords
  language: 'ru' | 'en'
  moment: (at: number) => string
  places: Places
}

/** Without those that have nothing to say. */
export const filled = (lines: [string, string | null | undefined][]): [string, string][] =>
  lines.filter((line): line is [string, string] => Boolean(line[1]))

export const named = (row: { nameRu: string; nameEn: string } | null, language: 'ru' | 'en'): string | null =>
  row && (language === 'ru' ? row.nameRu : row.nameEn)
