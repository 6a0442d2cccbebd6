/** Opens the claims of a checked file, few in a transaction, each once whatever happens to the worker. */
import { bringClient, standingCards } from '#server/clients/index.ts'
import { applyInBatches, endApply, type Round, tally } from '#server/imports/index.ts'
import type { Trx } from '#server/platform/database.ts'
import type { ClaimDefaults } from '#shared/claims/import/claim-import.contract.ts'
import type { ImportedClaim, RowClient } from '#shared/claims/import/read-claim-row.ts'
import {
  type ClaimImportRecord,
  type ClaimOutcome,
  claimImports,
  claimRows,
  claimsNumbered,
  lockBringing,
  type StagedClaim,
  writeOutcomes,
} from './claim-import.store.ts'
import { claimsByFile } from './claims-by-file.ts'
import { matchClients } from './match-clients.ts'
import { type Bringing, openBrought } from './open-brought.ts'

/** The register's counter is held until a batch ends, and others who open a claim wait for it. */
const SIZE = { first: 2, least: 1, most: 20 }

export const applyClaims = (round: Round, id: string): Promise<void> =>
  applyInBatches(round, {
    size: SIZE,
    applyBatch: (trx, part) => applyBatch(trx, round, id, part),
    refuseFirst: (trx, after) => refuseFirst(trx, id, after),
  })

const applyBatch = async (
  trx: Trx,
  round: Round,
  id: string,
  part: { after: number; limit: number },
): Promise<number | null> => {
  const record = await claimImports.holdImport(trx, id, 'applying')
  if (!record) return null
  const rows = await claimRows.unappliedRows(trx, id, part)
  if (rows.length === 0) {
    await endApply(claimsByFile, trx, round, record)
    return null
  }
  const act = { importId: id, by: record.made_by, now: round.clock.now() }
  await lockBringing(trx)
  const known = await claimsNumbered(
    trx,
    rows.flatMap(({ claim }) => claim?.outerNumber ?? []),
  )
  const done: Done[] = []
  // One after another: a client whom one row has made is known to the next.
  for (const row of rows) {
    const number = row.claim?.outerNumber?.toUpperCase()
    // Another file has brought it since this one was checked.
    const isKnown = number !== undefined && known.has(number)
    done.push(
      isKnown ? { outcome: outcomeOf(row, 'skipped'), late: false } : await carryOut(trx, act, record, row),
    )
  }
  await writeOutcomes(
    trx,
    id,
    done.map(({ outcome }) => outcome),
  )
  const counts = tally(done.map(({ outcome }) => outcome.outcome))
  const clients = done.filter(({ outcome }) => outcome.clientTold !== null).length
  const late = done.filter((one) => one.late).length
  await claimImports.countOn(trx, record, { done: done.length, counts: { ...counts, clients, late } })
  return rows.at(-1)!.line
}

type Done = { outcome: ClaimOutcome; late: boolean }

const carryOut = async (
  trx: Trx,
  act: Bringing,
  record: ClaimImportRecord,
  row: StagedClaim,
): Promise<Done> => {
  const left = { outcome: outcomeOf(row, 'skipped'), late: false }
  // Forgotten meanwhile, with the client whom it was of.
  if (row.claim === null || row.claim_id === null || record.defaults === null) return left
  if (row.verdict !== 'ready' && !(row.verdict === 'stranger' && record.on_stranger === 'create')) return left
  const client = await clientFor(trx, act, { row, claim: row.claim, defaults: record.defaults })
  const opened =
    client && (await openBrought(trx, act, { id: row.claim_id, clientId: client.id, claim: row.claim }))
  if (!client || !opened) return { outcome: outcomeOf(row, 'refused'), late: false }
  const { told, late } = opened
  return {
    outcome: { ...outcomeOf(row, 'created'), clientId: client.id, told, clientTold: client.told },
    late,
  }
}

const outcomeOf = ({ line }: StagedClaim, outcome: ClaimOutcome['outcome']): ClaimOutcome => ({
  line,
  outcome,
  clientId: null,
  told: null,
  clientTold: null,
})

/** `told`: null of a card that there was. */
type Served = { id: string; told: number | null }

/** As the file was checked, or as it is by now: cards are merged, and made by the rows before. */
const clientFor = async (
  trx: Trx,
  { importId, by, now: at }: Bringing,
  { row, claim, defaults }: { row: StagedClaim; claim: ImportedClaim; defaults: ClaimDefaults },
): Promise<Served | null> => {
  if (row.client_id !== null) {
    const [standing] = await standingCards(trx, [row.client_id])
    return standing ? { id: standing.id, told: null } : null
  }
  const [found] = await matchClients(trx, [claim.client])
  if (found === 'several') return null
  if (found) return { id: found, told: null }
  const { name, taxNumber, marketId } = claim.client
  const { clientKind: kind, language } = defaults
  const who = { kind, name: name ?? '', taxNumber, language, marketId, importId }
  return bringClient(trx, { ...who, addresses: addressesOf(claim.client) }, { by, at })
}

const addressesOf = ({ phone, email }: RowClient) => [
  ...(phone === null ? [] : [{ kind: 'phone' as const, value: phone }]),
  ...(email === null ? [] : [{ kind: 'email' as const, value: email }]),
]

const refuseFirst = async (trx: Trx, id: string, after: number): Promise<void> => {
  const record = await claimImports.holdImport(trx, id, 'applying')
  const [row] = await claimRows.unappliedRows(trx, id, { after, limit: 1 })
  if (!record || !row) return
  await writeOutcomes(trx, id, [outcomeOf(row, 'refused')])
  await claimImports.countOn(trx, record, { done: 1, counts: { refused: 1 } })
}
