/** Which ids a list showed. */
import type { Answer } from './visitor.ts'

export const idsIn = async (answer: Promise<Answer>, rows: string, id = 'id'): Promise<string[]> =>
  (await answer).body[rows].map((row: Record<string, unknown>) => String(row[id]))
