/** Whoever steps of escalation named is told once of all that fell due on the claim together, by a notice and a letter. */
import type { Trx } from '#server/platform/database.ts'
import { publicUrl, putMail } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { tellUser } from '#server/tasks/index.ts'
import { escalationLetter } from '#shared/claims/escalation-letter.ts'
import type { ClaimRow } from '../../claim.store.ts'
import type { PersonRow } from '../../handler.store.ts'
import type { ClockRow } from '../clock.store.ts'

/** `clocks`: whose steps named the person, in that order; one that did so more than once stands there as it was last. */
type OfPerson = { person: PersonRow; clocks: ClockRow[] }

/** Gathers, step by step, whom to tell of which clock. */
export const newsOfSteps = () => {
  const all = new Map<string, OfPerson>()
  return {
    add: (person: PersonRow, clock: ClockRow): void => {
      const others = (all.get(person.id)?.clocks ?? []).filter(({ id }) => id !== clock.id)
      all.set(person.id, { person, clocks: [...others, clock] })
    },
    all: (): OfPerson[] => [...all.values()],
  }
}
export type StepNews = ReturnType<typeof newsOfSteps>

type Telling = { claim: ClaimRow; news: StepNews; now: number }

export const tellOfSteps = async (
  trx: Trx,
  platform: Platform,
  { claim, news, now }: Telling,
): Promise<void> => {
  for (const one of news.all()) {
    const last = one.clocks.at(-1)
    if (last) await tellPerson(trx, platform, { claim, ...one, last, now })
  }
}

const tellPerson = async (
  trx: Trx,
  { config }: Platform,
  { claim, person, clocks, last, now }: OfPerson & { claim: ClaimRow; last: ClockRow; now: number },
): Promise<void> => {
  const key = `claim-escalated:${last.id}:${last.next_step}`
  const link = `/claims/${claim.id}`
  const { number, client_name: client } = claim
  await tellUser(trx, {
    userId: person.id,
    kind: 'claim-escalated',
    key,
    data: {
      claimId: claim.id,
      number,
      client,
      step: last.next_step,
      clock: last.kind,
      deadlineAt: last.deadline_at,
      overdue: now >= last.deadline_at,
      more: clocks.length - 1,
      link,
    },
    at: now,
  })
  const letter = escalationLetter({
    language: person.language,
    number,
    client,
    severity: claim.severity,
    handler: claim.handler_name,
    deadlines: clocks.map(({ kind, deadline_at }) => ({ kind, at: deadline_at })),
    now,
    zone: last.deadline_basis.zone,
    link: publicUrl(config) + link,
  })
  await putMail(trx, { to: person.email, ...letter, key: `${key}:${person.id}`, now })
}
