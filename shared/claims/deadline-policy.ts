/**
 * How long each answer to a claim may take and who is told on the way. A policy is data with a version: rules, of which
 * the most specific one that fits a claim applies. A clock keeps the version it was started under (L20).
 */
import { z } from 'zod'
import { calendarShape } from '../organisation/business-time.ts'
import { severities } from './claim.state.ts'
import { type ClockTerms, clockTerms } from './clock.ts'
import { clockKinds } from './clock-table.ts'

/** `handler`, the handler's `lead`, or a role by its code. */
const addressee = z.string().regex(/^(handler|lead|role:[a-z][a-z-]*)$/)

/** What a step does besides telling: a rung of urgency more; another handler. */
const acts = {
  tell: z.array(addressee).max(10),
  raise: z.literal(true).optional(),
  reassign: z.literal(true).optional(),
}
const doesSomething = ({ tell, raise, reassign }: { tell: string[]; raise?: true; reassign?: true }) =>
  tell.length > 0 || raise === true || reassign === true

const step = z
  .union([
    /** At this part of the counted time until the deadline; 100 is the deadline itself. */
    z.strictObject({ percent: z.int().min(1).max(100), ...acts }),
    /** At 24:00 of the n-th business day after the deadline's day. */
    z.strictObject({ businessDaysAfter: z.int().min(1).max(100), ...acts }),
    /** At once, when the claim has come back (disputed, opened again) for the n-th time. */
    z.strictObject({ returned: z.int().min(1).max(20), ...acts }),
  ])
  .refine((one) => doesSomething(one as never), { path: ['tell'], message: 'required' })
export type PolicyStep = z.infer<typeof step>

/** What a step is called inside its ladder: it stays the same when moments shift. */
export const keyOf = (one: PolicyStep): string => {
  if ('percent' in one) return `p${one.percent}`
  return 'returned' in one ? `r${one.returned}` : `d${one.businessDaysAfter}`
}

const policyClock = z.strictObject({
  kind: z.enum(clockKinds),
  terms: clockTerms,
  steps: z
    .array(step)
    .max(20)
    .refine((steps) => new Set(steps.map(keyOf)).size === steps.length, { message: 'duplicate' }),
})
export type PolicyClock = z.infer<typeof policyClock>

/** While we wait for the client; in business days of the market, the day it began being day 0. */
const holdLimits = z
  .strictObject({ capDays: z.int().min(1).max(365), remindAfterDays: z.int().min(1).max(365) })
  .refine(({ capDays, remindAfterDays }) => remindAfterDays <= capDays, {
    path: ['remindAfterDays'],
    message: 'too_large',
  })
export type HoldLimits = z.infer<typeof holdLimits>

/** `company`, `person`, or `tag:` with the id of a tag of the card. */
const clientClass = z.string().regex(/^(company|person|tag:[0-9a-f-]{36})$/)

/** A condition that is left out fits every claim. */
const conditions = z.strictObject({
  marketId: z.uuid().optional(),
  categoryId: z.uuid().optional(),
  severity: z.enum(severities).optional(),
  clientClass: clientClass.optional(),
})
export type RuleConditions = z.infer<typeof conditions>

const rule = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,48}$/, 'invalid_code'),
  nameRu: z.string().trim().min(1).max(100),
  nameEn: z.string().trim().min(1).max(100),
  when: conditions,
  clocks: z
    .array(policyClock)
    .min(1)
    .max(15)
    .refine((all) => new Set(all.map(({ kind, terms }) => `${kind} ${terms.basis}`)).size === all.length, {
      message: 'duplicate',
    })
    // An open claim is never without a clock.
    .refine((all) => all.some(({ kind }) => kind === 'final-answer'), { message: 'no_final_answer' }),
  /** Null: nobody waits at the client's expense. */
  hold: holdLimits.nullable(),
})
export type PolicyRule = z.infer<typeof rule>

const fitsAll = ({ when: { severity, ...others } }: PolicyRule, asked: string): boolean =>
  (severity === undefined || severity === asked) && Object.values(others).every((one) => one === undefined)

export const claimRules = z.strictObject({
  rules: z
    .array(rule)
    .min(1)
    .max(100)
    .refine((rules) => new Set(rules.map(({ code }) => code)).size === rules.length, { message: 'duplicate' })
    // Whatever claim comes, some rule fits it.
    .refine((rules) => severities.every((one) => rules.some((each) => fitsAll(each, one))), {
      message: 'no_rule_for_all',
    }),
})
export type ClaimPolicy = { version: number; rules: PolicyRule[] }

/** What of a claim its rule is chosen by. */
export type PolicyFacts = {
  marketId: string
  categoryId: string
  severity: (typeof severities)[number]
  /** `company` or `person`, and a `tag:` for each tag. */
  clientClasses: readonly string[]
}

const fits = ({ when }: PolicyRule, claim: PolicyFacts): boolean =>
  (when.marketId === undefined || when.marketId === claim.marketId) &&
  (when.categoryId === undefined || when.categoryId === claim.categoryId) &&
  (when.severity === undefined || when.severity === claim.severity) &&
  (when.clientClass === undefined || claim.clientClasses.includes(when.clientClass))

/** More conditions are more specific; of as many, whom weighs more than what, that more than how grave, that than where. */
const weightOf = ({ when }: PolicyRule): number => {
  const given = [when.marketId, when.severity, when.categoryId, when.clientClass].map(
    (one) => one !== undefined,
  )
  const tagged = when.clientClass?.startsWith('tag:') ? 16 : 0
  const count = given.filter(Boolean).length
  return count * 100 + tagged + given.reduce((sum, one, at) => sum + (one ? 2 ** at : 0), 0)
}

/** The most specific rule that fits; of two alike the earlier. Throws where none fits: `claimRules` lets no such policy be. */
export const chooseRule = ({ rules, version }: ClaimPolicy, claim: PolicyFacts): PolicyRule => {
  let best: PolicyRule | null = null
  for (const one of rules) if (fits(one, claim) && (!best || weightOf(one) > weightOf(best))) best = one
  if (!best) throw new Error(`no rule of policy ${version} fits`)
  return best
}

const ours = {
  start: 'received',
  unit: 'business',
  basis: 'policy',
  pausable: true,
  roll: 'none',
  end: 'midnight',
} as const satisfies Partial<ClockTerms>

const ladder: PolicyStep[] = [
  { percent: 80, tell: ['handler'] },
  { percent: 100, tell: ['handler', 'role:supervisor', 'role:head-after-sales'] },
  { businessDaysAfter: 1, tell: ['role:director'] },
]
const usual = (
  severity: PolicyFacts['severity'],
  names: [string, string],
  terms: Pick<ClockTerms, 'grain' | 'n'>,
): PolicyRule => ({
  code: severity,
  nameRu: names[0],
  nameEn: names[1],
  when: { severity },
  clocks: [
    { kind: 'final-answer', terms: { ...ours, ...terms }, steps: ladder },
    { kind: 'reply', terms: { ...ours, grain: 'day', n: 1 }, steps: [{ percent: 100, tell: ['handler'] }] },
  ],
  hold: { capDays: 10, remindAfterDays: 5 },
})

/** What a hub begins with, until an administrator puts a policy of its own. */
export const defaultPolicy: ClaimPolicy = {
  version: 0,
  rules: [
    usual('low', ['Низкая тяжесть', 'Low severity'], { grain: 'day', n: 10 }),
    usual('normal', ['Обычная тяжесть', 'Normal severity'], { grain: 'day', n: 5 }),
    usual('high', ['Высокая тяжесть', 'High severity'], { grain: 'day', n: 2 }),
    usual('critical', ['Критическая тяжесть', 'Critical severity'], { grain: 'minute', n: 8 * 60 }),
  ],
}

/** The calendar a market goes by, and the market's own zone, in which its days begin and end. */
export const marketCalendar = calendarShape.extend({
  code: z.string(),
  marketZone: z.string(),
  version: z.int().optional(),
})
export type MarketCalendar = z.infer<typeof marketCalendar>
