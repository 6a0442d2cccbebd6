/** Answers a client's line: what was told is applied first, then the line is given what stands for it now. */
import type { Telephony } from '../telephony.ts'
import { apology, documentOf, goodbye, placeOf } from './document.ts'
import { beginAnswer, endAnswer, findLine, noteServed } from './line.store.ts'
import { readStanding } from './standing.ts'
import { hangUpOf, isOver } from './take-status.ts'
import { PROVIDER_WAITS_MS, type Webhook } from './webhook-gate.ts'

/**
 * While the provider waits for this answer nobody sends the line elsewhere (carry-order.ts). An answer to what was asked
 * before it was sent elsewhere is given and does not count.
 */
export const serveLine = async (
  house: Telephony,
  webhook: Webhook,
  apply: (callId: string) => Promise<unknown>,
): Promise<string> => {
  const { db, clock } = house
  const line = await findLine(db, webhook.ref)
  if (!line) return goodbye()
  if (isOver(webhook.params)) {
    await hangUpOf(house, line)
    return goodbye()
  }
  const until = clock.now() + PROVIDER_WAITS_MS
  await beginAnswer(db, line.ref, until)
  try {
    await apply(line.call_id)
    const standing = await readStanding(db, line.call_id)
    if (!standing) return apology(webhook.urls)
    const hop = Number(webhook.query.hop ?? 0)
    const reply = documentOf(standing, webhook.urls, hop)
    await noteServed(db, line.ref, { hop, place: placeOf(standing), turn: standing.turn })
    return reply
  } finally {
    await endAnswer(db, line.ref, until)
  }
}
