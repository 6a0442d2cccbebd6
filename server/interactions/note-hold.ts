/** How long the client was on hold, counted on the interaction and on the agent's talk. */
import type { Trx } from '../platform/database.ts'
import { changeInteraction, interactionOfCall } from './interaction.store.ts'
import { addHold } from './talk.store.ts'

export const noteHold = async (trx: Trx, callId: string, held: boolean, now: number): Promise<void> => {
  const row = await interactionOfCall(trx, callId)
  if (row?.state !== 'talking') return
  if (held) {
    if (row.held_since === null) await changeInteraction(trx, row.id, { held_since: new Date(now) })
    return
  }
  if (row.held_since === null) return
  const ms = Math.max(0, now - row.held_since)
  await changeInteraction(trx, row.id, { held_since: null, hold_ms: row.hold_ms + ms })
  await addHold(trx, row.id, ms)
}
