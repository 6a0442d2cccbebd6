/** What the screens of an import need to know of what it brings in: where they stand, what they ask, and their own words. */
import type { ImportedFile, ImportReading } from '#shared/imports/import-file.contract.ts'
import type { Endpoint } from '#shared/platform/endpoint.ts'

type One = { importId: string }

export type ImportScreen<F extends ImportedFile = ImportedFile> = {
  /** Where its list stands: `/clients/import`. */
  path: string
  /** Where the list leads back to. */
  back: string
  /** As the live line names a change of one. */
  subject: string
  api: {
    upload: Endpoint<undefined, { name: string }, undefined, F>
    list: Endpoint<
      undefined,
      { after?: string | undefined },
      undefined,
      { imports: F[]; next: string | null }
    >
    read: Endpoint<One, undefined, undefined, F>
    reread: Endpoint<One, undefined, ImportReading, F>
    cancel: Endpoint<One, undefined, undefined, F>
    undo: Endpoint<One, undefined, undefined, F>
    faults: { path: string }
  }
  words: {
    title(): string
    drop(): string
    dropHint(): string
    /** What stays when it is stopped while rows are being written. */
    stopped(): string
    undone(): string
    /** Counts that the check gives, and those of what was written. */
    verdicts: readonly string[]
    deeds: readonly string[]
    count(name: string): string
  }
}
