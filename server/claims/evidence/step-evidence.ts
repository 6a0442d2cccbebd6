/** A file of evidence goes on to its next state, and whoever watches the claim hears of it. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { evidenceMoved } from '#shared/claims/evidence/evidence.events.ts'
import { evidenceStates } from '#shared/claims/evidence/evidence.state.ts'
import { type EvidenceRow, movePack } from './evidence.store.ts'

/** False when it was no longer in a state that the move starts from. */
export const stepEvidence = async (
  trx: Trx,
  row: Pick<EvidenceRow, 'id' | 'claim_id'>,
  step: { move: keyof typeof evidenceStates.moves; at: number; facts?: Record<string, unknown> },
): Promise<boolean> => {
  if (!(await movePack(trx, row.id, step.move, step.facts))) return false
  const data = { packId: row.id, to: evidenceStates.moves[step.move].to }
  await appendEvent(trx, evidenceMoved, { subjectId: row.claim_id, actorId: null, at: step.at, data })
  return true
}
