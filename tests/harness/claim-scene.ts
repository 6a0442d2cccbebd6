/** A company with claims and a clock that is moved by hand: for the tests of deadlines. */

import { readClaimRow } from '#server/claims/claim.store.ts'
import type { ClockRow } from '#server/claims/clocks/clock.store.ts'
import {
  assignClaim,
  escalateClaims,
  moveClaim,
  openClaim,
  putPolicy,
  sweepHolds,
} from '#server/claims/index.ts'
import { seedRoles } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { MoveClaimInput, OpenClaimInput } from '#shared/claims/claim.contract.ts'
import { defaultPolicy, type PolicyRule } from '#shared/claims/deadline-policy.ts'
import { createSmallCompany, type SmallCompany } from './small-company.ts'
import { type TestPlatform, testPlatform } from './test-platform.ts'

export const msk = (wall: string): number => Date.parse(`${wall}+03:00`)

const RIGHTS = {
  'client.read': 'all',
  'claim.open': 'all',
  'claim.read': 'all',
  'claim.work': 'all',
} as const

export type ClaimScene = {
  company: SmallCompany
  platform: TestPlatform
  handler: Actor
  /** The clock of the scene stands there from now on; both sweeps run, as they do in a worker. */
  sweepAt(moment: number, on?: Platform): Promise<number>
  at(moment: number): void
  open(input?: Partial<OpenClaimInput>): Promise<string>
  take(id: string): Promise<void>
  move(id: string, input: { move: MoveClaimInput['move']; [text: string]: string }): Promise<void>
  work<T>(deed: (trx: Trx, doing: { actor: Actor; now: number }) => Promise<T>): Promise<T>
  version(id: string): Promise<number>
  clocks(id: string): Promise<ClockRow[]>
  policy(rules: PolicyRule[], applies?: boolean): Promise<number>
  addUser(name: string, role: string): Promise<string>
  /** No claims, policies, notices and letters any more, and the clock back at its start. */
  clear(): Promise<void>
}

/** One rule for all claims, of the usual kind but for what is given. */
export const ruleForAll = (clocks: PolicyRule['clocks'], other: Partial<PolicyRule> = {}): PolicyRule => ({
  ...(defaultPolicy.rules[0] as PolicyRule),
  code: 'all',
  when: {},
  clocks,
  ...other,
})

export const setClaimScene = async (start: number): Promise<ClaimScene> => {
  const company = await createSmallCompany()
  const { db } = company
  const platform: TestPlatform = Object.assign(testPlatform(db, start), {
    config: { HOST: '127.0.0.1', PORT: 3000 } as never,
  })
  await inTransaction(db, seedRoles)
  const giveRole = async (userId: string, code: string) => {
    const role = await db('roles').where({ code }).first('id')
    await db('user_roles').insert({ user_id: userId, role_id: role.id })
  }
  await giveRole(company.ids.handler, 'claim-handler')
  await giveRole(company.ids.head, 'head-after-sales')
  const handler = company.actor(company.ids.handler, RIGHTS)
  const category = await db('claim_categories').where({ code: 'quality' }).first('id')
  const doing = () => ({ actor: handler, now: platform.clock.now() })
  const work: ClaimScene['work'] = (deed) => inTransaction(db, (trx) => deed(trx, doing()))
  const version = async (id: string) => (await readClaimRow(db, id)).version
  const at = (moment: number) => platform.advance(moment - platform.clock.now())
  return {
    company,
    platform,
    handler,
    at,
    work,
    version,
    sweepAt: async (moment, on = platform) => {
      at(moment)
      await sweepHolds(on)
      return escalateClaims(on)
    },
    open: async (input = {}) => {
      const usual = {
        clientId: company.ids.clientRu,
        categoryId: category.id,
        severity: 'normal',
        description: 'x',
      } as const
      return (await work((trx, by) => openClaim(trx, by, { ...usual, ...input }))).id
    },
    take: async (id) => {
      const input = { handlerId: handler.userId, version: await version(id) }
      await work((trx, by) => assignClaim(trx, by, id, input))
    },
    move: async (id, input) => {
      const whole = { ...input, version: await version(id) } as MoveClaimInput
      await work((trx, by) => moveClaim(trx, by, id, whole))
    },
    clocks: (id) => db('claim_clocks').where({ claim_id: id }).orderBy(['started_at', 'kind', 'id']),
    policy: (rules, applies = false) =>
      work((trx, { now }) => putPolicy(trx, { rules, createdBy: null, now, applies })),
    clear: async () => {
      await db.raw('truncate claims, claim_policies, notices, outbox, events cascade')
      at(start)
    },
    addUser: async (name, role) => {
      const [user] = await db('users')
        .insert({
          email: `${name}@example.test`,
          name,
          language: 'en',
          department_id: company.ids.afterSales,
        })
        .returning('id')
      await giveRole(user.id, role)
      return user.id as string
    },
  }
}
