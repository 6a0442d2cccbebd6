/** Which ids a list showed. */
import type { Answer } from './visitor.ts'

export const idsIn = async (answer: Promise<Answer>, rows: string, id = 'id'): Promise<string[]> =>
  (await answer).body[rows].map((row: Record<string, unknown>) => String(row[id]))

/** Of a file whose lines begin with an id. */
export const idsInSheet = async (answer: Promise<Answer>): Promise<string[]> =>
  String((await answer).body)
    .split('\r\n')
    .map((line) => line.slice(0, 36))
