/** Whoever steps of escalation named is told once of all that fell due on the claim together, by a notice and a letter. */
import type { Trx } from '#server/platform/database.ts'
import { publicUrl, putMail } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type Telling as NoticeToTell, tellUsers } from '#server/tasks/index.ts'
import { escalationLetter } from '#shared/claims/escalation-letter.ts'
import type { ClaimRow } from '../../claim.store.ts'
import type { PersonRow } from '../../handler.store.ts'
import type { ClockRow } from '../clock.store.ts'

/** A step that named somebody: its clock, and its place in the ladder. */
type Named = { clock: ClockRow; at: number }
/** One for each clock, in the order of its last step. */
type OfPerson = { person: PersonRow; steps: Named[] }

/** Gathers, step by step, whom to tell of which clock. */
export const newsOfSteps = () => {
  const all = new Map<string, OfPerson>()
  return {
    add: (person: PersonRow, step: Named): void => {
      const others = (all.get(person.id)?.steps ?? []).filter(({ clock }) => clock.id !== step.clock.id)
      all.set(person.id, { person, steps: [...others, step] })
    },
    all: (): OfPerson[] => [...all.values()],
  }
}
export type StepNews = ReturnType<typeof newsOfSteps>

/** @param told each claim as it is after its steps */
export const tellOfSteps = async (
  trx: Trx,
  { config }: Platform,
  told: readonly { claim: ClaimRow; news: StepNews }[],
  now: number,
): Promise<void> => {
  const all = told.flatMap(({ claim, news }) => news.all().map((one) => ({ claim, ...one, now })))
  await tellUsers(trx, all.map(noticeOf))
  for (const one of all) await putMail(trx, letterOf(one, publicUrl(config)))
}

type Telling = OfPerson & { claim: ClaimRow; now: number }

const lastOf = ({ steps }: OfPerson): Named => steps.at(-1) as Named
const keyOf = (one: OfPerson): string => `claim-escalated:${lastOf(one).clock.id}:${lastOf(one).at}`
const linkOf = ({ claim }: Telling): string => `/claims/${claim.id}`

const noticeOf = (telling: Telling): NoticeToTell => {
  const { claim, person, steps, now } = telling
  const { clock, at } = lastOf(telling)
  return {
    userId: person.id,
    kind: 'claim-escalated',
    key: keyOf(telling),
    data: {
      claimId: claim.id,
      number: claim.number,
      client: claim.client_name,
      step: at,
      clock: clock.kind,
      deadlineAt: clock.deadline_at,
      overdue: now >= clock.deadline_at,
      more: steps.length - 1,
      link: linkOf(telling),
    },
    at: now,
  }
}

const letterOf = (telling: Telling, home: string) => {
  const { claim, person, steps, now } = telling
  const letter = escalationLetter({
    language: person.language,
    number: claim.number,
    client: claim.client_name,
    severity: claim.severity,
    handler: claim.handler_name,
    deadlines: steps.map(({ clock }) => ({ kind: clock.kind, at: clock.deadline_at })),
    now,
    zone: lastOf(telling).clock.deadline_basis.zone,
    link: home + linkOf(telling),
  })
  return { to: person.email, ...letter, key: `${keyOf(telling)}:${person.id}`, now }
}
