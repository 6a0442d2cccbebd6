/** `line` as a spreadsheet counts its rows, from 1. */
export type TableRow = { line: number; cells: string[] }
