/** Rules of deadlines as an administrator reads and saves them. Each state is a version; none is rewritten. */
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { claimPolicyChanged } from '#shared/claims/clock.events.ts'
import type { PolicyView } from '#shared/claims/deadline-policy.contract.ts'
import type { PolicyRule } from '#shared/claims/deadline-policy.ts'
import { defaultPolicy } from '#shared/claims/deadline-policy.ts'
import { nextOpening } from '#shared/organisation/business-time.ts'
import { sameValue } from '#shared/platform/version-changes.ts'
import type { SettingVersion } from '#shared/platform/versions.contract.ts'
import type { Named } from '#shared/sales/product.contract.ts'
import { listCategories, listMarkets, readMarketCalendar } from '../../policy.store.ts'
import {
  listPolicyVersions,
  listRoles,
  listTags,
  lockPolicies,
  putPolicy,
  readPolicy,
  readPolicyVersion,
} from './policy.store.ts'
import { countOlder, findUnapplied } from './running.store.ts'

export const readPolicyView = async (q: Queryable, now: number): Promise<PolicyView> => {
  const { version, rules } = await readPolicy(q)
  const [saved] = await listPolicyVersions(q, 1)
  const unapplied = await findUnapplied(q)
  const left = unapplied === version ? await countOlder(q, version) : null
  const markets = await listMarkets(q)
  const tagIds = rules.flatMap(({ when }) => when.clientClass?.match(/^tag:(.*)$/)?.[1] ?? [])
  return {
    version,
    rules,
    savedAt: saved?.created_at ?? null,
    savedBy: saved?.saved_by ?? null,
    left,
    neverOpen: left ? await neverOpen(q, markets, now) : [],
    choices: {
      markets,
      categories: await listCategories(q),
      roles: await listRoles(q),
      tags: await listTags(q, tagIds),
    },
  }
}

/** Those of them whose calendar has no opening ahead. */
const neverOpen = async (q: Queryable, markets: readonly Named[], now: number): Promise<Named[]> => {
  const closed: Named[] = []
  for (const market of markets)
    if (nextOpening(await readMarketCalendar(q, market.id), now) === null) closed.push(market)
  return closed
}

type Edit = { version: number; rules: PolicyRule[]; applies: boolean; restores?: number }

/** Throws 409 `changed_meanwhile`; 422 for a role that is none. */
export const savePolicy = async (
  trx: Trx,
  { actor, now }: { actor: Actor; now: number },
  edit: Edit,
): Promise<PolicyView> => {
  await lockPolicies(trx)
  const before = await readPolicyView(trx, now)
  if (before.version !== edit.version) throw changedMeanwhile(before, { rules: edit.rules })
  const roles = new Set(before.choices.roles.map(({ code }) => `role:${code}`))
  for (const [at, { clocks }] of edit.rules.entries())
    for (const { steps } of clocks)
      for (const one of steps.flatMap(({ tell }) => tell))
        if (one.startsWith('role:') && !roles.has(one))
          throw invalid({ [`rules.${at}.clocks`]: 'unknown_role' })
  const { rules, applies, restores = null } = edit
  const version = await putPolicy(trx, { rules, applies, restores, createdBy: actor.userId, now })
  await appendEvent(trx, claimPolicyChanged, {
    subjectId: actor.userId,
    actorId: actor.userId,
    at: now,
    data: { version, applies, restores },
  })
  await audit(trx, {
    at: now,
    actorId: actor.userId,
    action: 'claim-policy.edit',
    outcome: 'ok',
    subjectKind: 'claim-policy',
    data: { version, applies, restores },
  })
  return readPolicyView(trx, now)
}

/** As `savePolicy`, with the rules of an earlier version; 404 for one there was not. For new clocks only. */
export const restorePolicy = async (
  trx: Trx,
  doing: { actor: Actor; now: number },
  { version, restores }: { version: number; restores: number },
): Promise<void> => {
  const past = await readPolicyVersion(trx, restores)
  if (past.version !== restores) throw notFound('policy', String(restores))
  await savePolicy(trx, doing, { version, rules: past.rules, applies: false, restores })
}

/** By rule: its code is the field that changed, the whole rule what it was and what it became. */
const changedRules = (before: PolicyRule[], after: PolicyRule[]): SettingVersion['changes'] => {
  const byCode = (rules: PolicyRule[]) => new Map(rules.map((rule) => [rule.code, rule]))
  const [was, is] = [byCode(before), byCode(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((code) => !sameValue(was.get(code), is.get(code)))
    .map((code) => ({ field: code, part: null, from: was.get(code) ?? null, to: is.get(code) ?? null }))
}

/** Newest first; the one that the hub began with stands last. */
export const readPolicyVersions = async (q: Queryable): Promise<SettingVersion[]> => {
  const kept = await listPolicyVersions(q, 100)
  if (kept.length === 0) return []
  const first = { version: 0, rules: defaultPolicy.rules, created_at: null, saved_by: null, restores: null }
  const all = kept.length < 100 ? [...kept, first] : kept
  return all.map((one, at) => ({
    version: one.version,
    savedAt: one.created_at,
    savedBy: one.saved_by,
    restores: one.restores,
    state: { rules: one.rules },
    present: at === 0,
    changes: changedRules(all[at + 1]?.rules ?? one.rules, one.rules),
  }))
}
