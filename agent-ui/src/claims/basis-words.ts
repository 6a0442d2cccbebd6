/** Where a deadline comes from, in words: how much of what time, from when, by which calendar and whose rule. */
import { z } from 'zod'
import { severities } from '#shared/claims/claim.state.ts'
import { clockTerms } from '#shared/claims/clock.ts'
import type { Language } from '../platform/i18n.ts'
import { zoneName } from '../platform/zone-name.ts'
import { lengthText } from '../tasks/length-text.ts'
import type { useClaimsWords } from './words.ts'

const MINUTE_MS = 60_000
const basis = z.object({
  terms: clockTerms,
  policyVersion: z.number(),
  severity: z.enum(severities),
  calendar: z.string(),
  zone: z.string(),
})
type Basis = z.infer<typeof basis>
type Say = ReturnType<typeof useClaimsWords>['t']

/** Parts of one sentence; empty for a basis of an unknown shape: nothing is said rather than something wrong. */
type Tools = { t: Say; language: Language; calendarName: (code: string) => string }

export const basisWords = (given: unknown, { t, language, calendarName }: Tools): string[] => {
  const read = basis.safeParse(given)
  if (!read.success) return []
  const { terms, policyVersion, severity, calendar, zone } = read.data
  return [
    `${amountWords(terms, t, language)} ${t(`basis.since.${terms.start}`)}`,
    ...(terms.grain === 'day' ? [t('basis.dayZero')] : []),
    ...(terms.roll === 'next-working-day' ? [t('basis.roll')] : []),
    ...(terms.end === 'closing' ? [t('basis.closing')] : []),
    t('basis.severity', { severity: t(`severities.${severity}`).toLowerCase() }),
    t('basis.calendar', { calendar: calendarName(calendar), zone: zoneName(zone, language) }),
    terms.basis === 'policy' && policyVersion === 0
      ? t('basis.by.first')
      : t(`basis.by.${terms.basis}`, { version: policyVersion }),
  ]
}

/** How much of what time: five business days, eight hours of working time. */
export const amountWords = ({ grain, unit, n }: Basis['terms'], t: Say, language: Language): string => {
  if (grain === 'day') return t(unit === 'business' ? 'basis.businessDays' : 'basis.calendarDays', {}, n)
  const length = hoursText(n, language)
  return t(unit === 'business' ? 'basis.businessMinutes' : 'basis.calendarMinutes', { length })
}

/** Business time is told in hours: a day of it is not a day. */
const hoursText = (minutes: number, language: Language): string => {
  const hour = (count: number) =>
    new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
      style: 'unit',
      unit: 'hour',
      unitDisplay: 'short',
    }).format(count)
  const rest = minutes % 60
  if (minutes < 60) return lengthText(minutes * MINUTE_MS, language)
  return rest === 0
    ? hour(minutes / 60)
    : `${hour((minutes - rest) / 60)} ${lengthText(rest * MINUTE_MS, language)}`
}
