/** What of a claim a text was begun from, and what has become of it since. */
import { z } from 'zod'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'

const base = z.object({
  version: z.number(),
  state: z.string(),
  handler: z.string().nullable(),
  findings: z.string().nullable(),
  answer: z.string().nullable(),
  grounds: z.string().nullable(),
  /** How many lines its history had. */
  lines: z.number(),
})
export type Base = z.infer<typeof base>

export const baseOf = ({ claim, findings, answer, grounds, history }: ClaimPage): Base => ({
  version: claim.version,
  state: claim.state,
  handler: claim.handler?.name ?? null,
  findings,
  answer,
  grounds,
  lines: history.length,
})

/** As it was kept beside a draft; null for what is not one of ours. */
export const readBase = (kept: string): Base | null => {
  try {
    const read = base.safeParse(JSON.parse(kept))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

const FIELDS = ['state', 'handler', 'findings', 'answer', 'grounds'] as const
export type Difference = { field: (typeof FIELDS)[number]; before: string | null; now: string | null }
export type Meanwhile = { differences: Difference[]; by: string[] }

/** Null: nobody else has changed it since. @param me the writer’s id */
export const meanwhileOf = (from: Base, page: ClaimPage, me: string | undefined): Meanwhile | null => {
  if (from.version === page.claim.version) return null
  const since = page.history.slice(from.lines)
  if (since.length > 0 && since.every(({ actor }) => actor?.id === me)) return null
  const now = baseOf(page)
  const names = since.flatMap(({ actor }) => (actor ? [actor.name] : []))
  return {
    differences: FIELDS.filter((field) => from[field] !== now[field]).map((field) => ({
      field,
      before: from[field],
      now: now[field],
    })),
    by: [...new Set(names)],
  }
}
