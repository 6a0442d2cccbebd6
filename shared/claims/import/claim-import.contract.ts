/** Claims brought in from a file of another system: what is sent, said and shown on the way. */
import { z } from 'zod'
import { clientKind, language } from '../../clients/card.contract.ts'
import {
  columnsOf,
  importedFile,
  importReading,
  rowFault,
  TABLE_KIND,
} from '../../imports/import-file.contract.ts'
import { currencyCode } from '../../organisation/currency.ts'
import { idOfKey } from '../../organisation/custom-value.ts'
import { endpoint } from '../../platform/endpoint.ts'
import { severities } from '../claim.state.ts'
import { claimColumns } from './claim-columns.ts'
import { broughtGrounds } from './closed-before.ts'
import { dateOrders } from './read-moment.ts'

const column = z
  .string()
  .refine((code) => claimColumns.some((one) => one.code === code) || idOfKey(code) !== null, 'invalid_value')

/** What stands for what the file does not say. */
export const claimDefaults = z.strictObject({
  /** Of clients that are not known yet; a known client's claim is of the client's own market. */
  marketId: z.uuid(),
  clientKind,
  language,
  categoryId: z.uuid().nullable(),
  severity: z.enum(severities),
  currency: currencyCode.nullable(),
  handlerId: z.uuid().nullable(),
  closingGround: z.enum(broughtGrounds).nullable(),
  /** Of dates with strokes: `03/04/2026` is the 3rd of April, or the 4th of March. */
  dateOrder: z.enum(dateOrders),
})
export type ClaimDefaults = z.infer<typeof claimDefaults>

export const claimMapping = z.strictObject({ columns: columnsOf(column), defaults: claimDefaults })

/**
 * ready: of a client who is known · stranger: of one who is not · known: brought in before, by its number in the old system ·
 * repeat: of a number that stands above in the file · faulty: cannot be taken.
 */
export const claimVerdicts = ['ready', 'stranger', 'known', 'repeat', 'faulty'] as const
export const claimVerdict = z.enum(claimVerdicts)
export type ClaimVerdict = z.infer<typeof claimVerdict>
/** `clients`: cards made with them; `late`: open, and past a deadline when they were brought in. */
export const claimImportCounts = [
  ...claimVerdicts,
  'created',
  'clients',
  'late',
  'skipped',
  'refused',
  'removed',
  'kept',
] as const
export type ClaimImportCount = (typeof claimImportCounts)[number]
/** What becomes of the claims of clients who are not known. */
export const onStranger = z.enum(['skip', 'create'])

export const claimImport = z.strictObject({
  ...importedFile,
  /** Null: nobody has said them yet. */
  defaults: claimDefaults.nullable(),
  counts: z.partialRecord(z.enum(claimImportCounts), z.number().int()),
})
export type ClaimImport = z.infer<typeof claimImport>

const one = z.strictObject({ importId: z.uuid() })
const gate = 'claim.import'
const path = '/api/claim-imports'

/** The file itself is the body. @throws 413; 422 at `file` */
export const uploadClaims = endpoint({
  method: 'POST',
  path,
  gate,
  takes: { kind: TABLE_KIND, limit: 'streamed' },
  query: z.strictObject({ name: z.string().trim().min(1).max(200) }),
  reply: claimImport,
})

export const listClaimImports = endpoint({
  method: 'GET',
  path,
  gate,
  query: z.strictObject({ after: z.uuid().optional() }),
  reply: z.strictObject({ imports: z.array(claimImport), next: z.uuid().nullable() }),
})

export const readClaimImport = endpoint({
  method: 'GET',
  path: `${path}/:importId`,
  gate,
  params: one,
  reply: claimImport,
})

/** Read anew, by another encoding, delimiter or sheet. @throws 409 `import_moved` */
export const rereadClaims = endpoint({
  method: 'PUT',
  path: `${path}/:importId/reading`,
  gate,
  params: one,
  body: importReading,
  reply: claimImport,
})

/** @throws 409 `import_moved`; 422 at `columns`: `no_text_column`, `repeated_column`; in `defaults` */
export const mapClaims = endpoint({
  method: 'PUT',
  path: `${path}/:importId/mapping`,
  gate,
  params: one,
  body: claimMapping,
  reply: claimImport,
})

/** The whole file, by the worker. @throws 409 `import_moved` */
export const checkClaims = endpoint({
  method: 'POST',
  path: `${path}/:importId/check`,
  gate,
  params: one,
  reply: claimImport,
})

/** Opens the claims, by the worker. @throws 409 `import_moved`; 403 for new clients without `client.edit` for all */
export const applyClaims = endpoint({
  method: 'POST',
  path: `${path}/:importId/apply`,
  gate,
  params: one,
  body: z.strictObject({ onStranger }),
  reply: claimImport,
})

/** What was opened before stays. @throws 409 `import_moved` */
export const cancelClaims = endpoint({
  method: 'POST',
  path: `${path}/:importId/cancel`,
  gate,
  params: one,
  reply: claimImport,
})

/** Whatever was worked with since stays, and is told. @throws 409 `import_moved`, `nothing_to_undo` */
export const undoClaims = endpoint({
  method: 'POST',
  path: `${path}/:importId/undo`,
  gate,
  params: one,
  reply: claimImport,
})

const named = z.strictObject({ id: z.uuid(), name: z.string() })

export const claimImportRow = z.strictObject({
  line: z.number().int(),
  verdict: claimVerdict,
  outerNumber: z.string().nullable(),
  /** As the file calls them. */
  clientName: z.string(),
  /** Who they were found to be. */
  client: named.nullable(),
  cells: z.array(z.string()),
  faults: z.array(rowFault),
  /** Epoch ms; null: not read. */
  receivedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  /** The claim that there is, or was opened; `name` is its number. */
  claim: named.nullable(),
  twinLine: z.number().int().nullable(),
  outcome: z.enum(['created', 'skipped', 'refused']).nullable(),
  undone: z.enum(['removed', 'kept']).nullable(),
})
export type ClaimImportRow = z.infer<typeof claimImportRow>

/** Of one verdict, or those that an undoing has kept, or that could not be written; in the order of the file. */
export const readClaimRows = endpoint({
  method: 'GET',
  path: `${path}/:importId/rows`,
  gate,
  params: one,
  query: z.strictObject({
    of: z.enum([...claimVerdicts, 'kept', 'refused']),
    after: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.strictObject({ rows: z.array(claimImportRow), next: z.string().nullable() }),
})

/** The rows that are not taken, as a file: their own columns and one more that says why. */
export const downloadClaimFaults = endpoint({
  method: 'GET',
  path: `${path}/:importId/faults`,
  gate,
  media: 'text/csv',
  params: one,
  reply: z.unknown(),
})
