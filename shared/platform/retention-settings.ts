/** What an administrator may say about forgetting: for how many days some things are kept, within bounds. */
import { type RetentionRule, retention } from './retention.ts'

export const retentionCodes = [
  'audit',
  'outbox',
  'webhooks',
  'presence',
  'notices-read',
  'notices-unread',
  'sessions',
  'tokens',
  'routing',
] as const
export type RetentionCode = (typeof retentionCodes)[number]

type Bounds = { min: number; max: number; rules: readonly `${string}.${string}`[] }

/** Days, and the rules (`table.since`) that go by them; the first of the rules has the usual time. */
export const retentionSettings: Record<RetentionCode, Bounds> = {
  audit: { min: 365, max: 3_650, rules: ['audit.at'] },
  outbox: { min: 7, max: 365, rules: ['outbox.done_at'] },
  webhooks: { min: 3, max: 90, rules: ['provider_webhooks.at'] },
  presence: { min: 31, max: 1_200, rules: ['presence_log.to_at'] },
  'notices-read': { min: 1, max: 180, rules: ['notices.read_at'] },
  'notices-unread': { min: 30, max: 730, rules: ['notices.created_at'] },
  sessions: { min: 7, max: 365, rules: ['sessions.ended_at'] },
  tokens: { min: 30, max: 1_200, rules: ['api_tokens.expires_at'] },
  routing: {
    min: 7,
    max: 180,
    rules: ['routing_decisions.at', 'routing_rounds.at', 'routing_rosters.at', 'routing_waits.at'],
  },
}

/** What was said; the others are kept for their usual time. */
export type ChosenDays = Partial<Record<RetentionCode, number>>

const named = ({ table, since }: RetentionRule): `${string}.${string}` => `${table}.${since}`

export const rulesOf = (code: RetentionCode): RetentionRule[] =>
  retention.filter((rule) => retentionSettings[code].rules.includes(named(rule)))

/** For how long, in days, while nobody says otherwise. */
export const usualDays = (code: RetentionCode): number => {
  const [first] = retentionSettings[code].rules
  return retention.find((rule) => named(rule) === first)?.keepDays ?? 0
}

/** A rule that is kept a little longer than the first of its setting stays so much longer. */
export const keepDaysOf = (rule: RetentionRule, chosen: ChosenDays): number => {
  const code = retentionCodes.find((one) => retentionSettings[one].rules.includes(named(rule)))
  const days = code && chosen[code]
  return code && days !== undefined ? rule.keepDays + days - usualDays(code) : rule.keepDays
}
