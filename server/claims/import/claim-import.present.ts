/** What leaves the server of an import of claims. */
import { presentFile } from '#server/imports/index.ts'
import type { ClaimImport, ClaimImportRow } from '#shared/claims/import/claim-import.contract.ts'
import type { ClaimImportRecord, namesOfRows, StagedClaim } from './claim-import.store.ts'

export const presentClaimImport = (record: ClaimImportRecord, now: number): ClaimImport => ({
  ...presentFile(record, now),
  defaults: record.defaults,
  counts: record.counts,
})

type Names = Awaited<ReturnType<typeof namesOfRows>>

/** @param names of the clients and claims that there are: a new claim's id is known before there is one, and after it is gone */
export const presentClaimRow = (row: StagedClaim, { clients, claims }: Names): ClaimImportRow => {
  const { claim, client_id, claim_id } = row
  const named = (id: string | null, names: ReadonlyMap<string, string>) => {
    const name = id === null ? undefined : names.get(id)
    return id !== null && name !== undefined ? { id, name } : null
  }
  return {
    line: row.line,
    verdict: row.verdict ?? 'faulty',
    outerNumber: claim?.outerNumber ?? null,
    clientName: claim?.client.name ?? '',
    client: named(client_id, clients),
    cells: row.cells,
    faults: row.faults ?? [],
    // Of a row that was not read whole nought stands for what was not there.
    receivedAt: claim?.receivedAt || null,
    closedAt: claim?.closed?.at ?? null,
    claim: named(claim_id, claims),
    twinLine: row.twin_line,
    outcome: row.outcome,
    undone: row.undone,
  }
}
