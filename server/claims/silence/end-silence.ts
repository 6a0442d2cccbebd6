/** The client stays silent after the answer: they are reminded, then the claim is closed on that ground. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { tellUser } from '#server/tasks/index.ts'
import { claimReminded } from '#shared/claims/claim.events.ts'
import { isAsked, quietAfterReminder } from '#shared/claims/silence/silence.ts'
import { type ClaimRow, lockClaimIfFree } from '../claim.store.ts'
import { factsOf } from '../claim-facts.ts'
import { mailClient } from '../follow/mail-client.ts'
import { moveLocked } from '../move-claim.ts'
import { listQuietDue, markReminded, readSilenceRules } from './silence.store.ts'

const BATCH = 100

/**
 * Every reminder and close due by now, each claim in a transaction of its own; two at once share the work and double
 * nothing. After a standstill a client is reminded first, and has a day before the close. Answers how many were done.
 */
export const endSilence = async (platform: Platform): Promise<number> => {
  const left: string[] = []
  let done = 0
  for (;;) {
    const due = await listQuietDue(platform.db, platform.clock.now(), left, BATCH)
    if (due.length === 0) return done
    for (const id of due) {
      if (await tryOne(platform, id)) done += 1
      else left.push(id)
    }
  }
}

/** One claim that fails must not hold up the others; the next sweep tries it again. */
const tryOne = async (platform: Platform, id: string): Promise<boolean> => {
  try {
    return await inTransaction(platform.db, (trx) => endOne(trx, platform, id))
  } catch (error) {
    platform.log.error({ err: error, claim: id }, 'a silent claim could not be carried on')
    return false
  }
}

const endOne = async (trx: Trx, platform: Platform, id: string): Promise<boolean> => {
  const claim = await lockClaimIfFree(trx, id)
  const now = platform.clock.now()
  if (!claim || claim.lapse_at === null) return false
  if (claim.remind_at !== null && claim.remind_at <= now) {
    await remind(trx, platform, claim, now)
    return true
  }
  if (claim.lapse_at > now) return false
  const move = isAsked(claim.state) ? 'lapse' : 'close'
  await moveLocked(trx, { actor: null, now }, claim, { move, version: claim.version })
  return true
}

/** By letter; where no e-mail is known the handler is asked to call. The handler hears of either. */
const remind = async (trx: Trx, platform: Platform, claim: ClaimRow, now: number): Promise<void> => {
  const sent = claim.reminders + 1
  const [remindAt, lapseAt] = [claim.remind_at as number, claim.lapse_at as number]
  const rules = await readSilenceRules(trx)
  await markReminded(trx, claim, quietAfterReminder(rules, { sent, remindAt, lapseAt, now }))
  // Nobody knows the client any more: there is nobody to write to, or to call.
  if (claim.client_erased_at !== null) return
  const key = `reminder:${claim.version}:${sent}`
  const mailed = await mailClient(trx, platform, claim, { kind: 'reminder', key, actorId: null, now })
  await appendEvent(trx, claimReminded, {
    subjectId: claim.id,
    actorId: null,
    at: now,
    data: { ...factsOf(claim), reminder: sent, mailed: mailed !== null },
  })
  if (!claim.handler_id) return
  await tellUser(trx, {
    userId: claim.handler_id,
    kind: mailed === null ? 'claim-to-call' : 'claim-reminded',
    key: `claim-reminded:${claim.id}:${key}`,
    data: {
      claimId: claim.id,
      number: claim.number,
      client: claim.client_name,
      link: `/claims/${claim.id}`,
    },
    at: now,
  })
}
