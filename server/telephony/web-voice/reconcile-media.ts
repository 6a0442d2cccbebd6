/** Holds the rows against what a media process really carries: after a restart of either, and every few seconds. */
import type { CallSnapshot } from '#shared/telephony/media.contract.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { liveCallsOf, openCallsOf } from '../call.store.ts'
import { openLegs } from '../leg.store.ts'
import type { Telephony } from '../telephony.ts'
import type { MediaLink } from './media-link.ts'

/** A call that went live this moment may not be in a snapshot taken a moment earlier, ms. */
const GRACE_MS = 5_000

export const reconcileMedia = async (
  house: Telephony,
  link: MediaLink,
  carried: CallSnapshot[],
): Promise<void> => {
  const { mediaId } = link
  const now = house.clock.now()
  const known = new Map(carried.map((call) => [call.callId, call]))
  for (const call of await liveCallsOf(house.db, mediaId, now - GRACE_MS)) {
    const snapshot = known.get(call)
    if (snapshot) await matchLegs(house, mediaId, snapshot)
    else await news(house, mediaId, call, { kind: 'carrier-lost' }, 'gone')
  }
  const open = new Set(await openCallsOf(house.db, mediaId))
  for (const { callId, openedAt } of carried) {
    // It was thought dead, and is back: nobody is in that call any more, and nothing more of it is to be recorded.
    if (!open.has(callId) && openedAt < Date.now() - GRACE_MS)
      await link.ask({ cmd: 'call.close', callId, reason: 'over' })
  }
  await house.listener.carried([...known.keys()], now)
}

/** The word that a leg connected or was lost did not reach us; the snapshot says it again. */
const matchLegs = async (house: Telephony, mediaId: string, snapshot: CallSnapshot): Promise<void> => {
  const rows = await openLegs(house.db, snapshot.callId)
  for (const leg of snapshot.legs) {
    const row = rows.find((one) => one.id === leg.legId)
    if (!row || leg.state === 'connecting' || row.state === leg.state) continue
    const kind = leg.state === 'connected' ? 'leg-connected' : 'leg-lost'
    await news(
      house,
      mediaId,
      snapshot.callId,
      { kind, legId: leg.legId },
      `${leg.legId}:${leg.state}:${leg.since}`,
    )
  }
}

const news = (
  house: Telephony,
  mediaId: string,
  callId: string,
  what: { kind: 'carrier-lost' } | { kind: 'leg-connected' | 'leg-lost'; legId: string },
  id: string,
) =>
  applyCallEvent(house, {
    ...what,
    reason: 'snapshot',
    provider: 'web-voice',
    eventId: `${mediaId}:${callId}:${id}`,
    callId,
    at: house.clock.now(),
  } as Parameters<typeof applyCallEvent>[1])
