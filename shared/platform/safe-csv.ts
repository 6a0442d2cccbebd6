/**
 * Cells and lines of CSV that a spreadsheet opens as text: whatever begins as a formula is made harmless by an apostrophe
 * (OWASP, CSV injection). Pure.
 */

/** What a spreadsheet takes for the beginning of a formula, also after what it trims. */
const FORMULA = /^\s*[=+\-@\t\r]/u

export const csvCell = (value: string | number | null): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",;\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text that `csvCell` made harmless. Of an apostrophe that was in the text itself nobody could tell whose it is. */
export const plainCell = (text: string): string => text.replace(/^'(?=\s*[=+\-@\t\r])/u, '')

/** Parted by semicolons, as spreadsheets of the Russian locale expect; ends with CR LF (RFC 4180). */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(';')}\r\n`

/** A spreadsheet believes a file to be UTF-8 by this mark. */
export const CSV_MARK = '\ufeff'
