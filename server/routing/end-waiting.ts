/** An interaction ends while its client waits, or has not come so far: once answered it stays answered. */
import { interactionSecondWaitEnded } from '#shared/interactions/interaction.events.ts'
import { outcomeOfSilentEnd, type SilentEnd } from '#shared/interactions/outcome.ts'
import { closeInteraction, type InteractionRow, lastTalkEnd } from '../interactions/index.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'

/** Who was passed on waits since that talk ended, though their place in line is the old one. Epoch ms. */
export const waitingSince = async (trx: Trx, row: InteractionRow, now: number): Promise<number> =>
  (await lastTalkEnd(trx, row.id)) ?? row.queued_at ?? now

/** With the interaction locked. */
export const endWaiting = async (
  trx: Trx,
  row: InteractionRow,
  end: SilentEnd,
  now: number,
): Promise<void> => {
  if (row.state === 'waiting' && row.answered_at !== null) {
    await appendEvent(trx, interactionSecondWaitEnded, {
      subjectId: row.id,
      actorId: null,
      at: now,
      data: {
        callId: row.call_id,
        queueId: row.queue_id,
        waitMs: now - (await waitingSince(trx, row, now)),
        how: end,
      },
    })
  }
  const outcome = outcomeOfSilentEnd(end, { state: row.state, answeredAt: row.answered_at })
  await closeInteraction(trx, row.id, { outcome, actorId: null, now })
}
