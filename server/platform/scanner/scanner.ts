/** What looks for harm in a file, whatever it is. */
import type { Readable } from 'node:stream'

/** `found`: what the scanner calls it; null when there is nothing. */
export type Verdict = { found: string | null }
/** @throws when the scanner gave no answer: the file stays where it is, and is tried again. */
export type Scanner = (open: () => Promise<Readable>) => Promise<Verdict>
