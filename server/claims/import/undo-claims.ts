/** Takes an import back: its claims go, with their numbers and the cards made for them; what was worked with since stays. */
import { removeTimeline, takeBackClient } from '#server/clients/index.ts'
import { endUndo, type Round, tally, undoInBatches } from '#server/imports/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { claimTakenBack } from '#shared/claims/import/claim-import.events.ts'
import { isHeld } from '../attachments/attachment.store.ts'
import { type ClaimRow, lockClaimOfHub } from '../claim.store.ts'
import { factsOf } from '../claim-facts.ts'
import { giveBackNumber } from '../number.store.ts'
import { claimImports, claimRows, type StagedClaim } from './claim-import.store.ts'
import { claimsByFile } from './claims-by-file.ts'
import { movesMade, removeClaim, workedClaims } from './undo-claims.store.ts'

const SIZE = { first: 2, least: 1, most: 20 }
type Act = { importId: string; by: string; at: number }

export const undoClaims = (round: Round, id: string): Promise<void> =>
  undoInBatches(round, SIZE, (trx, part) => undoBatch(trx, round, id, part))

const undoBatch = async (
  trx: Trx,
  { clock }: Round,
  id: string,
  part: { before: number; limit: number },
): Promise<number | null> => {
  const record = await claimImports.holdImport(trx, id, 'undoing')
  if (!record) return null
  const rows = await claimRows.undoableRows(trx, id, part)
  const at = clock.now()
  if (rows.length === 0) {
    await endUndo(claimsByFile, trx, record, at)
    return null
  }
  const act = { importId: id, by: record.undone_by ?? record.made_by, at }
  const undone: { line: number; undone: 'removed' | 'kept' }[] = []
  for (const row of rows) {
    const isGone = await takeBack(trx, act, row)
    undone.push({ line: row.line, undone: isGone ? 'removed' : 'kept' })
  }
  await claimRows.writeUndone(trx, id, undone)
  await claimImports.countOn(trx, record, {
    done: undone.length,
    counts: tally(undone.map((one) => one.undone)),
  })
  return rows.at(-1)!.line
}

/** True when the claim went, or was gone. */
const takeBack = async (trx: Trx, act: Act, row: StagedClaim): Promise<boolean> => {
  const claim = row.claim_id && (await lockClaimOfHub(trx, row.claim_id))
  if (!claim) return true
  if (await isHeld(trx, claim.id)) return false
  if (await workedClaims(trx, { id: claim.id, told: row.told ?? 0 })) return false
  await remove(trx, act, claim)
  if (row.client_told !== null && row.client_id !== null) {
    const card = { id: row.client_id, told: row.client_told, importId: act.importId }
    await takeBackClient(trx, card, act)
  }
  return true
}

const remove = async (trx: Trx, { importId, by, at }: Act, claim: ClaimRow): Promise<void> => {
  const moves = await movesMade(trx, claim.id)
  await removeTimeline(trx, 'claim', claim.id)
  await removeClaim(trx, claim.id)
  await giveBackNumber(trx, { number: claim.number, marketId: claim.market_id, importId, by, at })
  await appendEvent(trx, claimTakenBack, {
    subjectId: claim.id,
    actorId: by,
    at,
    data: { ...factsOf(claim), importId, moves },
  })
}
