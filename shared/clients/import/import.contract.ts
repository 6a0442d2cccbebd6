/** Clients brought in from a file: what is sent, said and shown on the way. */
import { isSupportedCountry } from 'libphonenumber-js'
import { z } from 'zod'
import {
  columnsOf,
  IMPORT_LIMITS,
  importedFile,
  importReading,
  rowFault,
  TABLE_KIND,
} from '../../imports/import-file.contract.ts'
import { idOfKey } from '../../organisation/custom-value.ts'
import { endpoint } from '../../platform/endpoint.ts'
import { clientKind, language } from '../card.contract.ts'
import { duplicateReasons } from '../duplicate-score.ts'
import { importColumns } from './columns.ts'

/** One of the card's own, or a field that an administrator added: that it is there is asked of the database. */
const column = z
  .string()
  .refine((code) => importColumns.some((one) => one.code === code) || idOfKey(code) !== null, 'invalid_value')

export const importDefaults = z.strictObject({
  marketId: z.uuid(),
  kind: clientKind,
  language,
  country: z
    .string()
    .refine((code): boolean => isSupportedCountry(code), 'unknown_country')
    .nullable(),
  region: z.string().trim().max(120).nullable(),
  industry: z.string().trim().max(120).nullable(),
  source: z.string().trim().max(120).nullable(),
  managerId: z.uuid().nullable(),
})
export type ImportDefaults = z.infer<typeof importDefaults>

export const importMapping = z.strictObject({
  /** For each column of the file. */
  columns: columnsOf(column),
  defaults: importDefaults,
})
export type ImportMapping = z.infer<typeof importMapping>

export const verdicts = ['new', 'known', 'suspect', 'repeat', 'faulty'] as const
export const verdict = z.enum(verdicts)
export type RowVerdict = z.infer<typeof verdict>
export const importCounts = [
  ...verdicts,
  'created',
  'filled',
  'skipped',
  'refused',
  'removed',
  'restored',
  'kept',
] as const
export type ImportCount = (typeof importCounts)[number]
export const onKnown = z.enum(['skip', 'fill'])
export const onSuspect = z.enum(['skip', 'create'])

export const clientImport = z.strictObject({
  ...importedFile,
  /** Null: nobody has said them yet. */
  defaults: importDefaults.nullable(),
  counts: z.partialRecord(z.enum(importCounts), z.number().int()),
})
export type ClientImport = z.infer<typeof clientImport>

const one = z.strictObject({ importId: z.uuid() })
const gate = 'client.import'

/** The file itself is the body. @throws 413; 422 at `file`: `empty_file`, `not_a_table`, `old_excel`, `broken_file` */
export const uploadImport = endpoint({
  method: 'POST',
  path: '/api/client-imports',
  gate,
  takes: { kind: TABLE_KIND, limit: 'streamed' },
  query: z.strictObject({ name: z.string().trim().min(1).max(200) }),
  reply: clientImport,
})

export const listImports = endpoint({
  method: 'GET',
  path: '/api/client-imports',
  gate,
  query: z.strictObject({ after: z.uuid().optional() }),
  reply: z.strictObject({ imports: z.array(clientImport), next: z.uuid().nullable() }),
})

export const readImport = endpoint({
  method: 'GET',
  path: '/api/client-imports/:importId',
  gate,
  params: one,
  reply: clientImport,
})

/** Read anew, by another encoding, delimiter or sheet. @throws 409 `import_moved` */
export const rereadImport = endpoint({
  method: 'PUT',
  path: '/api/client-imports/:importId/reading',
  gate,
  params: one,
  body: importReading,
  reply: clientImport,
})

/** @throws 409 `import_moved`; 422 at `columns`: `no_name_column`, `repeated_column` */
export const mapImport = endpoint({
  method: 'PUT',
  path: '/api/client-imports/:importId/mapping',
  gate,
  params: one,
  body: importMapping,
  reply: clientImport,
})

/** The whole file, by the worker. @throws 409 `import_moved` */
export const checkImport = endpoint({
  method: 'POST',
  path: '/api/client-imports/:importId/check',
  gate,
  params: one,
  reply: clientImport,
})

/** Makes and fills the cards, by the worker. @throws 409 `import_moved` */
export const applyImport = endpoint({
  method: 'POST',
  path: '/api/client-imports/:importId/apply',
  gate,
  params: one,
  body: z.strictObject({ onKnown, onSuspect }),
  reply: clientImport,
})

/** What was made before stays. @throws 409 `import_moved` */
export const cancelImport = endpoint({
  method: 'POST',
  path: '/api/client-imports/:importId/cancel',
  gate,
  params: one,
  reply: clientImport,
})

/** Whatever was worked with since stays, and is told. @throws 409 `import_moved`, `nothing_to_undo` */
export const undoImport = endpoint({
  method: 'POST',
  path: '/api/client-imports/:importId/undo',
  gate,
  params: one,
  reply: clientImport,
})

export const importRow = z.strictObject({
  line: z.number().int(),
  verdict,
  name: z.string(),
  cells: z.array(z.string()),
  faults: z.array(rowFault),
  /** The card that there is, or was made. */
  cardId: z.uuid().nullable(),
  suspects: z.array(
    z.strictObject({
      clientId: z.uuid(),
      name: z.string(),
      managerName: z.string().nullable(),
      score: z.number(),
      reasons: z.array(z.strictObject({ reason: z.enum(duplicateReasons), value: z.string() })),
    }),
  ),
  twinLine: z.number().int().nullable(),
  choice: z.enum(['skip', 'create', 'fill']).nullable(),
  outcome: z.enum(['created', 'filled', 'skipped', 'refused']).nullable(),
  undone: z.enum(['removed', 'restored', 'kept']).nullable(),
})
export type ImportRow = z.infer<typeof importRow>

/** Of one verdict, or those that an undoing has kept; in the order of the file. */
export const readImportRows = endpoint({
  method: 'GET',
  path: '/api/client-imports/:importId/rows',
  gate,
  params: one,
  query: z.strictObject({
    of: z.enum([...verdicts, 'kept']),
    after: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.strictObject({ rows: z.array(importRow), next: z.string().nullable() }),
})

/** What is to become of a row that may be of a card that there is. @throws 409 `import_moved`; 404 */
export const chooseForRow = endpoint({
  method: 'PUT',
  path: '/api/client-imports/:importId/choice',
  gate,
  params: one,
  body: z.strictObject({
    line: z.number().int().min(1).max(IMPORT_LIMITS.lastLine),
    choice: z.enum(['skip', 'create', 'fill']).nullable(),
  }),
  reply: importRow,
})

/** The rows that are not taken, as a file: their own columns and one more that says why. */
export const downloadFaults = endpoint({
  method: 'GET',
  path: '/api/client-imports/:importId/faults',
  gate,
  media: 'text/csv',
  params: one,
  reply: z.unknown(),
})
