/** SQL of imports of claims, and of the rows of their files. */
import { type ImportRecord, importStore, type StagedRow, stagedRowStore } from '#server/imports/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ClaimDefaults, ClaimVerdict } from '#shared/claims/import/claim-import.contract.ts'
import type { ImportedClaim } from '#shared/claims/import/read-claim-row.ts'
import type { RowFault } from '#shared/imports/import-file.contract.ts'

export type ClaimImportRecord = ImportRecord<ClaimDefaults> & { on_stranger: 'skip' | 'create' | null }
export type StagedClaim = StagedRow<ClaimVerdict> & {
  claim: ImportedClaim | null
  claim_id: string | null
  client_id: string | null
  outcome: 'created' | 'skipped' | 'refused' | null
  told: number | null
  client_told: number | null
  undone: 'removed' | 'kept' | null
}

export const claimImports = importStore<ClaimImportRecord>({
  imports: 'claim_imports',
  mappings: 'claim_import_mappings',
})
export const claimRows = stagedRowStore<StagedClaim>('claim_import_rows', ['ready', 'stranger'])

export type JudgedClaim = {
  line: number
  verdict: ClaimVerdict
  claim: ImportedClaim
  faults: RowFault[]
  keys: string[]
  /** The claim that there is. */
  claimId: string | null
  clientId: string | null
}

/** A new claim's id is given here, before it is made: whoever makes it twice makes it once. */
export const writeVerdicts = async (
  trx: Trx,
  importId: string,
  rows: readonly JudgedClaim[],
): Promise<void> => {
  await trx.raw(
    `update claim_import_rows as staged
        set verdict = judged.verdict, claim = judged.claim, faults = judged.faults,
            keys = array(select jsonb_array_elements_text(judged.keys)),
            claim_id = coalesce(judged."claimId", uuidv7()), client_id = judged."clientId"
       from jsonb_to_recordset(:rows::jsonb)
         as judged(line int, verdict text, claim jsonb, faults jsonb, keys jsonb, "claimId" uuid, "clientId" uuid)
      where staged.import_id = :importId and staged.line = judged.line`,
    { importId, rows: JSON.stringify(rows) },
  )
}

export type ClaimOutcome = {
  line: number
  outcome: NonNullable<StagedClaim['outcome']>
  clientId: string | null
  told: number | null
  clientTold: number | null
}

export const writeOutcomes = async (
  trx: Trx,
  importId: string,
  rows: readonly ClaimOutcome[],
): Promise<void> => {
  await trx.raw(
    `update claim_import_rows as staged
        set outcome = done.outcome, told = done.told, client_told = done."clientTold",
            client_id = coalesce(done."clientId", staged.client_id)
       from jsonb_to_recordset(:rows::jsonb)
         as done(line int, outcome text, told int, "clientTold" int, "clientId" uuid)
      where staged.import_id = :importId and staged.line = done.line`,
    { importId, rows: JSON.stringify(rows) },
  )
}

/** Until the transaction ends no other file brings claims in: what one has brought is known to the next. */
export const lockBringing = async (trx: Trx): Promise<void> => {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('claim-import', 0))`)
}

/** Claims that bear one of these numbers of an old system, by the number in upper case. */
export const claimsNumbered = async (
  q: Queryable,
  numbers: readonly string[],
): Promise<Map<string, string>> => {
  if (numbers.length === 0) return new Map()
  const rows: { id: string; key: string }[] = await q('claims')
    .whereNotNull('outer_number')
    .whereRaw('upper(outer_number) = any(?::text[])', [numbers.map((one) => one.toUpperCase())])
    .select('id', q.raw('upper(outer_number) as key'))
  return new Map(rows.map(({ id, key }) => [key, id]))
}

export const namesOfRows = async (
  q: Queryable,
  rows: readonly StagedClaim[],
): Promise<{ clients: Map<string, string>; claims: Map<string, string> }> => {
  const idsOf = (ids: (string | null)[]) => ids.filter((id) => id !== null)
  const clients = await q('clients')
    .whereIn('id', idsOf(rows.map(({ client_id }) => client_id)))
    .select<{ id: string; name: string }[]>('id', 'name')
  const claims = await q('claims')
    .whereIn('id', idsOf(rows.map(({ claim_id }) => claim_id)))
    .select<{ id: string; name: string }[]>('id', { name: 'number' })
  return {
    clients: new Map(clients.map(({ id, name }) => [id, name])),
    claims: new Map(claims.map(({ id, name }) => [id, name])),
  }
}

export const marketsOfClients = async (
  q: Queryable,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await q('clients')
    .whereIn('id', [...ids])
    .select<{ id: string; market: string }[]>('id', { market: 'market_id' })
  return new Map(rows.map(({ id, market }) => [id, market]))
}
