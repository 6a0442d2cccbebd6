/** Orders a change of a department for a later day, calls it off, and carries out what is due. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { differingFields } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, HubError, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type {
  DepartmentPlan,
  planDepartment as planning,
} from '#shared/organisation/department-plan.contract.ts'
import { departmentPlanned } from '#shared/organisation/organisation.events.ts'
import { changeOf, plannedTree } from '#shared/organisation/planned-tree.ts'
import type { Audited, Peopled } from '../administration.ts'
import { findIn, mustBeEmpty, mustFit, write } from './change-department.ts'
import { isChangedSince, lockTree } from './department.store.ts'
import { departmentOfPlan, duePlans, endPlan, insertPlan, listPlans, lockPlanned } from './plan.store.ts'

type Form = z.infer<NonNullable<(typeof planning)['body']>>
const SHOWN_MS = 30 * 86_400_000

export const readPlans = async ({ db, clock }: Audited): Promise<{ plans: DepartmentPlan[] }> => ({
  plans: await listPlans(db, clock.now() - SHOWN_MS),
})

/** Throws 422 at the field; 404. */
export const planChange = (
  house: Audited,
  actor: Actor,
  id: string,
  { fromAt, edit }: Form,
): Promise<DepartmentPlan> =>
  inTransaction(house.db, async (trx) => {
    const at = house.clock.now()
    const tree = await lockTree(trx)
    findIn(tree, id)
    if (fromAt <= at) throw invalid({ fromAt: 'in_past' })
    const before = (await listPlans(trx, at)).filter(({ state }) => state === 'planned')
    const then = plannedTree(tree, before, fromAt)
    const found = findIn(then, id)
    const closedAlready = edit.closes && found.closedAt !== null
    if (closedAlready || differingFields(found, changeOf(edit, fromAt)).length === 0)
      throw invalid({ edit: 'required' })
    mustFit(then, id, edit, 'edit.parentId')
    const planId = await insertPlan(trx, { departmentId: id, fromAt, edit, at, by: actor.userId })
    await tell(trx, house, actor.userId, id, 'department.plan', { planId, fromAt, edit })
    return (await listPlans(trx, at)).find((one) => one.id === planId)!
  })

/** Throws 409 `conflict`; 404. */
export const cancelPlan = (house: Audited, actor: Actor, planId: string): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const departmentId = await departmentOfPlan(trx, planId)
    if (!departmentId) throw notFound('department_plan', planId)
    const done = await endPlan(trx, planId, { state: 'cancelled', at: house.clock.now() })
    if (!done) throw conflict('conflict', { planId })
    await tell(trx, house, actor.userId, departmentId, 'department.call-off', { planId })
  })

/** Sweep: answers with how many were carried out. What cannot be by now is refused, and shown so. */
export const carryOutPlans = async (house: Peopled): Promise<number> => {
  let done = 0
  for (const { id } of await duePlans(house.db, house.clock.now())) {
    try {
      done += await inTransaction(house.db, (trx) => carryOut(trx, house, id))
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      await inTransaction(house.db, (trx) => refuse(trx, house, id, error))
    }
  }
  return done
}

const carryOut = async (trx: Trx, house: Peopled, id: string): Promise<number> => {
  const tree = await lockTree(trx)
  const plan = await lockPlanned(trx, id)
  if (!plan) return 0
  const before = findIn(tree, plan.department_id)
  mustFit(tree, plan.department_id, plan.edit, 'parentId')
  // Whoever was faster has the moment since: it is judged by the tree they left, and so holds from now on.
  const from = (await isChangedSince(trx, plan.from_at)) ? house.clock.now() : plan.from_at
  const { closes } = plan.edit
  if (closes) await mustBeEmpty(trx, house, { tree, id: plan.department_id, language: 'ru' })
  const action = closes ? 'department.close' : 'department.edit'
  const change = { before, edit: changeOf(plan.edit, from), action, from, planId: id }
  await write(trx, house, plan.planned_by, change)
  await endPlan(trx, id, { state: 'done', at: house.clock.now() })
  return 1
}

const refuse = async (trx: Trx, house: Audited, id: string, error: HubError): Promise<void> => {
  const plan = await lockPlanned(trx, id)
  if (!plan) return
  const refusal = Object.values(error.fields ?? {})[0] ?? error.code
  await endPlan(trx, id, { state: 'refused', at: house.clock.now(), refusal })
  await tell(trx, house, plan.planned_by, plan.department_id, 'department.call-off', {
    planId: id,
    reason: refusal,
  })
}

const tell = async (
  trx: Trx,
  house: Audited,
  actorId: string,
  departmentId: string,
  action: string,
  data: Record<string, unknown>,
): Promise<void> => {
  const at = house.clock.now()
  await appendEvent(trx, departmentPlanned, {
    subjectId: departmentId,
    actorId,
    at,
    data: { planId: String(data.planId) },
  })
  await house.audit(trx, {
    at,
    actorId,
    action,
    outcome: 'ok',
    subjectKind: 'department',
    subjectId: departmentId,
    data,
  })
}
