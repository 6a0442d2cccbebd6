/**
 * Holds the rows against what the provider really carries: a word that never came, an end that was not told. It also
 * vouches for the talks that go on, whose leases would lapse. No answer is no proof that anything is over.
 */
import { applyCallEvent } from '../apply-call-event.ts'
import { openCallsOfProvider } from '../call.store.ts'
import { openLegs } from '../leg.store.ts'
import { isUnnamed } from '../outbound/outbound.store.ts'
import { awaitedRecordings } from '../recording.store.ts'
import type { Telephony } from '../telephony.ts'
import { findLine, lineOfLeg } from './line.store.ts'
import { judge, restOf } from './rest.ts'
import { type Account, isAccount, PROVIDER, readSettings } from './settings.ts'
import { endDialled } from './take-dialled.ts'
import { fetchLater, noRecording } from './take-recording.ts'
import { endLine, isOverStatus } from './take-status.ts'

/** What began or ended this lately may still be on its way, ms. */
const GRACE_MS = 20_000
const AT_MOST = 10_000

/** Answers with how many calls were found to be over. Talks first: recordings can wait, leases lapse. */
export const reconcileCalls = async (house: Telephony): Promise<number> => {
  const account = await readSettings(house)
  if (!isAccount(account)) return 0
  const over = await matchCalls(house, account)
  await askForRecordings(house, account)
  return over
}

const matchCalls = async (house: Telephony, account: Account): Promise<number> => {
  const { db, clock, log } = house
  const open = await openCallsOfProvider(db, PROVIDER)
  if (open.length === 0) return 0
  const vouchFor = (calls: typeof open) =>
    house.listener.carried(
      calls.map(({ id }) => id),
      clock.now(),
    )
  let carried: Set<string>
  try {
    const client = await restOf(account)
    const list = await client.calls.list({ status: 'in-progress', limit: AT_MOST })
    carried = new Set(list.map(({ sid }) => sid))
  } catch (error) {
    log.warn({ err: error, calls: open.length }, 'the provider cannot be asked what it carries')
    await vouchFor(open)
    return 0
  }
  const young = clock.now() - GRACE_MS
  const inDoubt = open.filter(
    (call) => !carried.has(call.provider_ref) && !isUnnamed(call.provider_ref) && call.created_at <= young,
  )
  await vouchFor(open.filter((call) => !inDoubt.includes(call)))
  let over = 0
  for (const call of inDoubt) {
    const status = await statusOf(account, call.provider_ref)
    if (status === 'gone' || isOverStatus(status)) {
      over += 1
      await endByRef(house, call.id, call.provider_ref, status)
    } else await vouchFor([call])
  }
  for (const call of open) await matchAgents(house, account, call.id, carried)
  return over
}

/** The provider's word; `gone` for what it does not know any more, and empty where it gives no answer. */
const statusOf = async (account: Account, ref: string): Promise<string> => {
  try {
    return (await (await restOf(account)).calls(ref).fetch()).status
  } catch (error) {
    return judge(error) === 'gone' ? 'gone' : ''
  }
}

const endByRef = async (house: Telephony, callId: string, ref: string, status: string): Promise<void> => {
  const line = await findLine(house.db, ref)
  if (line) return endDialled(house, ref, status)
  await applyCallEvent(house, {
    kind: 'hung-up',
    provider: PROVIDER,
    eventId: `${ref}:hung-up`,
    callId,
    at: house.clock.now(),
  })
}

const matchAgents = async (
  house: Telephony,
  account: Account,
  callId: string,
  carried: ReadonlySet<string>,
): Promise<void> => {
  for (const leg of await openLegs(house.db, callId)) {
    const line = leg.side === 'agent' ? await lineOfLeg(house.db, leg.id) : undefined
    if (!line || line.state === 'gone' || carried.has(line.ref)) continue
    if (line.opened_at > house.clock.now() - GRACE_MS) continue
    const status = await statusOf(account, line.ref)
    if (status === 'gone' || isOverStatus(status)) await endLine(house, line)
  }
}

/** Their calls are over, and nobody told that they are ready. */
const askForRecordings = async (house: Telephony, account: Account): Promise<void> => {
  const awaited = await awaitedRecordings(house.db, PROVIDER, house.clock.now() - GRACE_MS)
  for (const recording of awaited) {
    try {
      const found = await (await restOf(account)).recordings(recording.provider_ref).fetch()
      const { sid: ref, status } = found
      if (status === 'completed') await fetchLater(house, { recordingId: recording.id, ref })
      if (status === 'absent') await noRecording(house, recording.call_id, recording.id, ref)
    } catch (error) {
      house.log.warn(
        { err: error, recordingId: recording.id },
        'the provider cannot be asked for a recording',
      )
    }
  }
}
