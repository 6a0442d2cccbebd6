/** Claims that look like one incident, for a lead to judge. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { type GroupRule, groupClaims, groupRule, usualRule } from '#shared/claims/incidents/group-claims.ts'
import type { ShownGroup } from '#shared/claims/incidents/incident.contract.ts'
import { claimIncidentRuleSet } from '#shared/claims/settings/claim-settings.events.ts'
import { type ClaimSetting, readVersioned } from '../settings/claim-setting.ts'
import { type GroupableRow, listGroupable, namesOfGroups } from './group.store.ts'

const DAY_MS = 86_400_000
/** More claims than this within the days are a flood that nobody gathers by hand: the newest are looked at. */
const MOST = 5_000
const SHOWN = 30

export const incidentSetting: ClaimSetting<GroupRule> = {
  key: 'claims.incidents',
  kind: 'claim-incident-rule',
  subjectId: '00000000-0000-7000-8000-000000000006',
  event: claimIncidentRuleSet,
  state: groupRule,
  usual: usualRule,
}

/** As an administrator has set it. */
export const readGroupRule = (q: Queryable): Promise<GroupRule> => readVersioned(q, incidentSetting)

export const suggestIncidents = async (
  q: Queryable,
  actor: Actor,
  now: number,
): Promise<{ groups: ShownGroup[]; withinDays: number }> => {
  const rule = await readGroupRule(q)
  const rows = await listGroupable(q, reachOf(actor, 'claim.read'), now - rule.withinDays * DAY_MS, MOST)
  const groups = groupClaims(rows.map(groupedOf), rule, now).slice(0, SHOWN)
  const names = await namesOfGroups(q, {
    products: groups.flatMap((group) => (group.by === 'product' ? [group.productId] : [])),
    categories: groups.flatMap((group) => (group.by === 'product' ? [group.categoryId] : [])),
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    withinDays: rule.withinDays,
    groups: groups.map((group) => ({
      by: group.by,
      batch: group.by === 'batch' ? group.batch : null,
      product: group.by === 'product' ? (names.get(group.productId) ?? null) : null,
      category: group.by === 'product' ? (names.get(group.categoryId) ?? null) : null,
      clients: group.clients,
      firstAt: group.firstAt,
      lastAt: group.lastAt,
      claims: group.claimIds.map((id) => briefOf(byId.get(id) as GroupableRow)),
    })),
  }
}

const groupedOf = (row: GroupableRow) => ({
  claimId: row.id,
  clientId: row.client_id,
  categoryId: row.category_id,
  productIds: row.product_ids,
  batches: row.batches,
  openedAt: row.opened_at,
})

const briefOf = (row: GroupableRow): ShownGroup['claims'][number] => ({
  id: row.id,
  number: row.number,
  client: { id: row.client_id, name: row.client_name },
  openedAt: row.opened_at,
})
