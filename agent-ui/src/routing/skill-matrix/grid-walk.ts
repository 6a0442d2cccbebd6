/** Walking a sheet by the keyboard, and what is selected between two of its cells. */
export type Cell = { row: number; column: number }
export type Size = { rows: number; columns: number }

const STEPS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Enter: [1, 0],
}

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))

/** Where a key leads; null for one that leads nowhere. `Home` and `End` go along the row, with Ctrl to the sheet's corner. */
export const walk = (from: Cell, key: string, ctrl: boolean, { rows, columns }: Size): Cell | null => {
  if (rows === 0 || columns === 0) return null
  if (key === 'Home') return { row: ctrl ? 0 : from.row, column: 0 }
  if (key === 'End') return { row: ctrl ? rows - 1 : from.row, column: columns - 1 }
  const step = STEPS[key]
  if (!step) return null
  return { row: within(from.row + step[0], rows), column: within(from.column + step[1], columns) }
}

/** Every cell of the rectangle between two, row by row. */
export const cellsBetween = (a: Cell, b: Cell): Cell[] => {
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)]
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)]
  const cells: Cell[] = []
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) cells.push({ row, column })
  return cells
}

/** A typed digit as a level, 0 being ten; null takes the skill away; undefined: the key means nothing here. */
export const levelTyped = (key: string): number | null | undefined => {
  if (key === 'Delete' || key === 'Backspace') return null
  if (!/^\d$/.test(key)) return undefined
  return key === '0' ? 10 : Number(key)
}
