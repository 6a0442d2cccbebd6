/** Parts of the audit's screen that are plain text and arithmetic. */
import { isDay } from '#shared/organisation/custom-value.ts'
import { rateSet } from '#shared/sales/rate.events.ts'

/** Actions offered in the filter; an unknown one is still shown in the list by its code. */
export const auditActions = [
  'sign-in',
  'sign-out',
  'access',
  'password.change',
  'password.forgot',
  'password.code',
  'password.reset',
  'second-factor.on',
  'second-factor.removed',
  'second-factor.reset',
  'second-factor.codes-renewed',
  'user.create',
  'user.edit',
  'user.invite',
  'user.deactivate',
  'user.reactivate',
  'user.skills',
  'user.matrix',
  'token.make',
  'token.revoke',
  'single-sign-on.edit',
  'single-sign-on.link',
  'role.create',
  'role.edit',
  'role.remove',
  'queue.create',
  'queue.edit',
  'queue.agents',
  'calendar.create',
  'calendar.edit',
  'calendar.restore',
  'market.create',
  'market.edit',
  'department.create',
  'department.edit',
  'department.plan',
  'department.call-off',
  'department.close',
  'department.reopen',
  'dictionary.add',
  'dictionary.edit',
  'retention.edit',
  'claim-policy.edit',
  'custom-field.add',
  'custom-field.edit',
  'number.add',
  'number.edit',
  'number.remove',
  'network.edit',
  'message-settings.edit',
  'flow.publish',
  'prompt.sound',
  'prompt.create',
  'prompt.edit',
  rateSet.kind,
  'rate.standing',
  'recording.play',
  'attachment.remove',
  'attachment-limits.edit',
  'claim.evidence',
  'letter-template.add',
  'letter-template.edit',
  'client.export',
  'deal.export',
  'claim.export',
  'client.disclose',
  'client.erase',
  'client.hold',
  'client.import',
  'client.import-undo',
  'claim-assignment.market',
  'claim-assignment.terms',
  'claim-assignment.absence',
  'claim-assignment.absence-removed',
  'call-link.issue',
  'mailbox.edit',
  'follow-link.issue',
  'follow-link.send',
  'follow-link.revoke',
  'outbox.open',
  'outbox.retry',
  'outbox.close',
] as const

/** `причина: expired, поля: name roles`: what was kept as it stands, for who investigates; only its names have words. */
export const factsOf = (data: Record<string, unknown>, nameOf: (name: string) => string): string =>
  Object.entries(data)
    .map(([name, value]) => `${nameOf(name)}: ${textOf(value)}`)
    .join(', ')

const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(textOf).join(' ')
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Epoch ms of the first moment of a day typed as YYYY-MM-DD, in this machine's zone; undefined when none was. */
export const dayStart = (day: string): number | undefined =>
  isDay(day) ? new Date(`${day}T00:00:00`).getTime() : undefined

export const dayEnd = (day: string): number | undefined =>
  isDay(day) ? new Date(`${day}T23:59:59.999`).getTime() : undefined
