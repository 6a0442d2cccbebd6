/** Kinds of a claim's history that an evidence pack leaves out: by what a handler was helped is no part of what was done. */
import type { ClaimPage } from '../claim.contract.ts'

export const ownMeans: ReadonlySet<ClaimPage['history'][number]['kind']> = new Set(['article', 'macro'])
