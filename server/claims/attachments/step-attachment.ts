/** A file on a claim goes on to its next state, and whoever watches the claim hears of it. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { attachmentMoved } from '#shared/claims/attachments/attachment.events.ts'
import { type AttachmentMove, attachmentStates } from '#shared/claims/attachments/attachment.state.ts'
import { type AttachmentRow, moveAttachment } from './attachment.store.ts'

type Step = {
  move: AttachmentMove
  actorId: string | null
  /** Epoch ms. */
  at: number
  /** Columns that the move sets. */
  facts?: Record<string, unknown>
}

/** False when it was no longer in a state that the move starts from. */
export const stepAttachment = async (
  trx: Trx,
  row: Pick<AttachmentRow, 'id' | 'claim_id' | 'kind' | 'bytes' | 'origin'>,
  { move, actorId, at, facts }: Step,
): Promise<boolean> => {
  if (!(await moveAttachment(trx, row.id, move, facts))) return false
  await appendEvent(trx, attachmentMoved, {
    subjectId: row.claim_id,
    actorId,
    at,
    data: {
      attachmentId: row.id,
      to: attachmentStates.moves[move].to,
      kind: row.kind ?? '',
      bytes: row.bytes ?? 0,
      origin: row.origin,
    },
  })
  return true
}
