/** A setting's value as one short line; what has words of its own is said by its room. */
const LONGEST = 90

export const valueText = (value: unknown, { yes, no }: { yes: string; no: string }): string => {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? yes : no
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}
