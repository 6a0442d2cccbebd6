/** What of a claim a form was begun from, and what has become of it since. */
import { z } from 'zod'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import { claimFields } from '#shared/claims/claim.policy.ts'
import { formOfMove } from '../details/move-form.ts'

const form = z.record(z.enum(claimFields), z.string())
const base = z.object({
  version: z.number(),
  state: z.string(),
  handler: z.string(),
  /** What stood in the fields that moves ask for. */
  stood: form,
  /** How many lines its history had. */
  lines: z.number(),
})
export type Base = z.infer<typeof base>

export const baseOf = (page: ClaimPage): Base => ({
  version: page.claim.version,
  state: page.claim.state,
  handler: page.claim.handler?.name ?? '',
  stood: formOfMove(page),
  lines: page.history.length,
})

/** A form that was begun and not sent: as typed, and from what. */
const draft = z.object({ form, base })
export type Draft = z.infer<typeof draft>

/** As it was kept in the browser; null for what is not one of ours. */
export const readDraft = (kept: string): Draft | null => {
  try {
    const read = draft.safeParse(JSON.parse(kept))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

export type Difference = { field: 'state' | 'handler' | keyof Base['stood']; before: string; now: string }
export type Meanwhile = { differences: Difference[]; by: string[] }

/** Null: nobody else has changed it since. @param me the writer’s id */
export const meanwhileOf = (from: Base, page: ClaimPage, me: string | undefined): Meanwhile | null => {
  if (from.version === page.claim.version) return null
  const since = page.history.slice(from.lines)
  if (since.length > 0 && since.every(({ actor }) => actor?.id === me)) return null
  const now = baseOf(page)
  const pairs = [
    ...(['state', 'handler'] as const).map((field) => ({ field, before: from[field], now: now[field] })),
    ...claimFields.map((field) => ({ field, before: from.stood[field], now: now.stood[field] })),
  ]
  return {
    differences: pairs.filter((one) => one.before !== one.now),
    by: [...new Set(since.flatMap(({ actor }) => (actor ? [actor.name] : [])))],
  }
}
