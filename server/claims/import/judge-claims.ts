/** A batch of staged rows: read as claims, and held against the clients and claims that there are. */
import type { Judge, Round } from '#server/imports/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { ClaimDefaults } from '#shared/claims/import/claim-import.contract.ts'
import type { ClaimLookups } from '#shared/claims/import/claim-lookups.ts'
import { readRowClaim, readRowClient } from '#shared/claims/import/read-claim-row.ts'
import {
  type ClaimImportRecord,
  claimsNumbered,
  type JudgedClaim,
  marketsOfClients,
  type StagedClaim,
  writeVerdicts,
} from './claim-import.store.ts'
import { openClaimLookups } from './claim-lookups.store.ts'
import { matchClients } from './match-clients.ts'

/** Claims are judged as soon as it is said what stands for the missing. */
export const judgeClaims = async (
  { db, clock }: Round,
  { id, columns, defaults }: ClaimImportRecord,
): Promise<Judge<StagedClaim> | null> => {
  if (!defaults) return null
  const reading = { columns, defaults, look: await openClaimLookups(db) }
  return async (rows) => {
    const judged = await judgeBatch(db, rows, reading, clock.now())
    return {
      verdicts: judged.map(({ verdict }) => verdict),
      write: (trx) => writeVerdicts(trx, id, judged),
    }
  }
}

type Reading = { columns: (string | null)[]; defaults: ClaimDefaults; look: ClaimLookups }

const judgeBatch = async (
  q: Queryable,
  rows: readonly StagedClaim[],
  { columns, ...reading }: Reading,
  now: number,
): Promise<JudgedClaim[]> => {
  const asked = rows.map(({ cells }) => readRowClient(cells, columns, reading))
  const clients = await matchClients(
    q,
    asked.map(({ client }) => client),
  )
  const ids = clients.flatMap((found) => (found === null || found === 'several' ? [] : [found]))
  const markets = await marketsOfClients(q, ids)
  const read = asked.map((one, at) => {
    const found = clients[at] ?? null
    const clientId = found === 'several' ? null : found
    const marketId = (clientId && markets.get(clientId)) || one.client.marketId
    if (found === 'several' && one.row.faults.length === 0)
      one.row.faults.push({ column: columnOfClient(columns), code: 'several_clients:client' })
    return { line: rows[at]!.line, clientId, ...readRowClaim(one, reading, { marketId, now }) }
  })
  const known = await claimsNumbered(
    q,
    read.flatMap(({ claim }) => claim.outerNumber ?? []),
  )
  return read.map((row) => judge(row, columns, known))
}

const columnOfClient = (columns: (string | null)[]): number | null => {
  const at = ['taxNumber', 'phone', 'email', 'client']
    .map((code) => columns.indexOf(code))
    .find((column) => column >= 0)
  return at ?? null
}

type Read = { line: number; clientId: string | null } & ReturnType<typeof readRowClaim>

const judge = (
  { line, clientId, claim, faults, leftOut }: Read,
  columns: (string | null)[],
  known: ReadonlyMap<string, string>,
): JudgedClaim => {
  const key = claim.outerNumber?.toUpperCase() ?? null
  const base = { line, claim, keys: key === null ? [] : [key], claimId: null, clientId }
  if (faults.length > 0) return { ...base, verdict: 'faulty', faults }
  const claimId = key === null ? undefined : known.get(key)
  if (claimId !== undefined) return { ...base, verdict: 'known', faults: leftOut, claimId }
  if (clientId !== null) return { ...base, verdict: 'ready', faults: leftOut }
  if (claim.client.name !== null) return { ...base, verdict: 'stranger', faults: leftOut }
  const lacking = { column: columnOfClient(columns), code: 'no_client_name:client' }
  return { ...base, verdict: 'faulty', faults: [lacking] }
}
