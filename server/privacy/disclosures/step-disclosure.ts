/** A file of a client's data goes on to its next state, and whoever watches the card hears of it. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { disclosureStates } from '#shared/privacy/erasure.state.ts'
import { disclosureMoved } from '#shared/privacy/privacy.events.ts'
import { type DisclosureRow, moveDisclosure } from './disclosure.store.ts'

/** False when it was no longer in a state that the move starts from. */
export const stepDisclosure = async (
  trx: Trx,
  row: Pick<DisclosureRow, 'id' | 'client_id'>,
  move: keyof typeof disclosureStates.moves,
  { at, ...facts }: { at: number; ready_at?: Date; expires_at?: Date; bytes?: number },
): Promise<boolean> => {
  if (!(await moveDisclosure(trx, row.id, move, facts))) return false
  await appendEvent(trx, disclosureMoved, {
    subjectId: row.client_id,
    actorId: null,
    at,
    data: { disclosureId: row.id, to: disclosureStates.moves[move].to },
  })
  return true
}
