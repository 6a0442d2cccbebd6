/** The columns of a file as a form holds them: a select has no null. */
import type { ImportedFile } from '#shared/imports/import-file.contract.ts'

export const LEFT_OUT = 'none'

export const chosenOf = ({ columns }: ImportedFile): string[] => columns.map((code) => code ?? LEFT_OUT)

export const columnsOf = (chosen: readonly string[]): (string | null)[] =>
  chosen.map((code) => (code === LEFT_OUT ? null : code))
