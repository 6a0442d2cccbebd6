/** A deadline's step has fallen due with no answer given: tell those whom the policy names, once. */
import { type Database, inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { publicUrl, putMail } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { tellUser } from '#server/tasks/index.ts'
import { claimEscalated } from '#shared/claims/claim.events.ts'
import { escalationLetter } from '#shared/claims/escalation-letter.ts'
import { type ClaimRow, lockClaimIfFree, readClaimRow } from './claim.store.ts'
import { factsOf, showOnCard } from './claim-facts.ts'
import {
  advanceClock,
  type ClockRow,
  insertEscalation,
  listDueClocks,
  lockRunningClock,
} from './clock.store.ts'
import { listHandlers, listRecipients, type PersonRow } from './handler.store.ts'

const BATCH = 100

/**
 * Every step due by now, the longest due first, each in a transaction of its own; two at once share the work and
 * double nothing. After a standstill the steps are caught up in their order. Answers how many were carried out.
 */
export const escalateClaims = async (platform: Platform): Promise<number> => {
  const left: string[] = []
  let done = 0
  for (;;) {
    const due = await listDueClocks(platform.db, platform.clock.now(), left, BATCH)
    if (due.length === 0) return done
    for (const { claim_id } of due) {
      if (await tryNext(platform, claim_id)) done += 1
      else left.push(claim_id)
    }
  }
}

/** One claim that fails must not hold up the others; the next sweep tries it again. */
const tryNext = async (platform: Platform, claimId: string): Promise<boolean> => {
  try {
    return await escalateNext(platform.db, platform, claimId)
  } catch (error) {
    platform.log.error({ err: error, claim: claimId }, 'escalation failed')
    return false
  }
}

/** Carries out the next step of one claim; false when nothing is due or somebody else is at it. */
const escalateNext = (db: Database, platform: Platform, claimId: string): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    const claim = await lockClaimIfFree(trx, claimId)
    const clock = claim && (await lockRunningClock(trx, claimId))
    const now = platform.clock.now()
    if (!claim || !clock?.escalate_at || clock.escalate_at > now) return false
    const step = clock.steps[clock.next_step]
    if (!step) return false
    const people = await recipientsOf(trx, claim, step.tell)
    const carriedOut = await insertEscalation(trx, {
      clock_id: clock.id,
      step: clock.next_step,
      claim_id: claimId,
      due_at: step.at,
      at: now,
      notified: people.map((one) => one.id),
    })
    await advanceClock(trx, clock)
    if (!carriedOut) return true
    for (const one of people) await tell(trx, platform, { claim, clock, person: one, now })
    const after = await readClaimRow(trx, claimId)
    await appendEvent(trx, claimEscalated, {
      subjectId: claimId,
      actorId: null,
      at: now,
      data: {
        ...factsOf(after),
        clockId: clock.id,
        step: clock.next_step,
        dueAt: step.at,
        notified: people.map((one) => one.id),
      },
    })
    await showOnCard(trx, after)
    return true
  })

/** Nobody of that description (no handler yet, an empty role): all who may take the claim are told. */
const recipientsOf = async (trx: Trx, claim: ClaimRow, tell: string[]): Promise<PersonRow[]> => {
  const named = await listRecipients(trx, {
    userIds: tell.includes('handler') && claim.handler_id ? [claim.handler_id] : [],
    roleCodes: tell.filter((one) => one.startsWith('role:')).map((one) => one.slice('role:'.length)),
  })
  return named.length > 0 ? named : listHandlers(trx, claim.market_id)
}

type News = { claim: ClaimRow; clock: ClockRow; person: PersonRow; now: number }

const tell = async (trx: Trx, { config }: Platform, { claim, clock, person, now }: News): Promise<void> => {
  const key = `claim-escalated:${clock.id}:${clock.next_step}`
  const link = `/claims/${claim.id}`
  await tellUser(trx, {
    userId: person.id,
    kind: 'claim-escalated',
    key,
    data: {
      claimId: claim.id,
      number: claim.number,
      client: claim.client_name,
      step: clock.next_step,
      deadlineAt: clock.deadline_at,
      overdue: now >= clock.deadline_at,
      link,
    },
    at: now,
  })
  const letter = escalationLetter({
    language: person.language,
    number: claim.number,
    client: claim.client_name,
    severity: claim.severity,
    handler: claim.handler_name,
    deadlineAt: clock.deadline_at,
    now,
    zone: clock.deadline_basis.zone,
    link: publicUrl(config) + link,
  })
  await putMail(trx, { to: person.email, ...letter, key: `${key}:${person.id}`, now })
}
