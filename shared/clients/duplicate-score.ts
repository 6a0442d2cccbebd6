/** How likely two cards are of one client, and by what one may know it. Pure. */
import { slips } from './near-words.ts'
import { bareName } from './rank-matches.ts'

export const duplicateReasons = [
  'same-tax-number',
  'same-phone',
  'same-email',
  'same-messenger',
  'same-site',
  'same-name',
  'similar-name',
  'same-person',
  'same-region',
  'same-industry',
] as const
export type DuplicateReason = (typeof duplicateReasons)[number]

export type DuplicateFacts = {
  kind: 'company' | 'person'
  /** As names sound (sound-text). */
  sound: string
  taxNumber: string | null
  region: string | null
  industry: string | null
  /** `kind:value` of each address, of the client and of its persons. */
  addresses: readonly string[]
  /** Names of the persons, as they sound. */
  persons: readonly string[]
}

export type Verdict = { score: number; reasons: { reason: DuplicateReason; value: string }[] }

/** From here on two cards are shown as probably one. */
export const DUPLICATE_FROM = 0.5

const WEIGHT: Record<DuplicateReason, number> = {
  'same-tax-number': 0.7,
  'same-phone': 0.45,
  'same-email': 0.45,
  'same-messenger': 0.45,
  'same-site': 0.3,
  'same-name': 0.4,
  'similar-name': 0.3,
  'same-person': 0.15,
  'same-region': 0.15,
  'same-industry': 0.05,
}
/** Two tax numbers that differ are two clients, unless much else says otherwise. */
const OTHER_TAX_NUMBER = 0.6

const REASON_OF: Record<string, DuplicateReason> = {
  phone: 'same-phone',
  email: 'same-email',
  site: 'same-site',
}

/** 0 to 1: the share of letters that need no change; the order of words does not matter. */
export const nameLikeness = (one: string, other: string): number => {
  const [a, b] = [one, other].map((name) => bareName(name).split(' ').sort().join(' ')) as [string, string]
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 0
  const limit = Math.ceil(longest / 4)
  const count = slips(a, b, limit)
  return count > limit ? 0 : 1 - count / longest
}

export const judgeDuplicate = (one: DuplicateFacts, other: DuplicateFacts): Verdict => {
  const reasons: Verdict['reasons'] = []
  const say = (reason: DuplicateReason, value: string) => {
    if (!reasons.some((known) => known.reason === reason)) reasons.push({ reason, value })
  }
  if (one.taxNumber && one.taxNumber === other.taxNumber) say('same-tax-number', one.taxNumber)
  for (const address of one.addresses) {
    if (!other.addresses.includes(address)) continue
    const [kind = '', ...value] = address.split(':')
    say(REASON_OF[kind] ?? 'same-messenger', value.join(':'))
  }
  const likeness = nameLikeness(one.sound, other.sound)
  if (likeness === 1) say('same-name', '')
  else if (likeness >= 0.8) say('similar-name', `${Math.round(likeness * 100)} %`)
  const person = one.persons.find((name) => other.persons.includes(name))
  if (person) say('same-person', '')
  if (one.region && one.region === other.region) say('same-region', one.region)
  if (one.industry && one.industry === other.industry) say('same-industry', '')
  const differ = one.taxNumber && other.taxNumber && one.taxNumber !== other.taxNumber
  const sum = reasons.reduce((all, { reason }) => all + WEIGHT[reason], 0) - (differ ? OTHER_TAX_NUMBER : 0)
  return { score: Math.max(0, Math.min(1, sum)), reasons }
}
