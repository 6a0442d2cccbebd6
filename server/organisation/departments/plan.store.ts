/** The rows of what is planned for departments. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { DepartmentPlan } from '#shared/organisation/department-plan.contract.ts'
import type { DepartmentPlanState } from '#shared/organisation/department-plan.state.ts'

export type PlanRow = {
  id: string
  department_id: string
  from_at: number
  edit: DepartmentPlan['edit']
  state: DepartmentPlanState
  planned_by: string
}

/** What is still to come, and what was refused lately, by their days. */
export const listPlans = (db: Queryable, refusedSince: number): Promise<DepartmentPlan[]> =>
  db('department_plans as p')
    .join('users as u', 'u.id', 'p.planned_by')
    .where('p.state', 'planned')
    .orWhere((late) => late.where('p.state', 'refused').where('p.ended_at', '>', new Date(refusedSince)))
    .orderBy(['p.from_at', 'p.id'])
    .select({
      id: 'p.id',
      departmentId: 'p.department_id',
      fromAt: 'p.from_at',
      edit: 'p.edit',
      state: 'p.state',
      plannedBy: 'u.name',
      refusal: 'p.refusal',
    }) as unknown as Promise<DepartmentPlan[]>

export const insertPlan = async (
  trx: Trx,
  plan: { departmentId: string; fromAt: number; edit: DepartmentPlan['edit']; at: number; by: string },
): Promise<string> => {
  const [row] = await trx('department_plans')
    .insert({
      department_id: plan.departmentId,
      from_at: new Date(plan.fromAt),
      edit: JSON.stringify(plan.edit),
      planned_at: new Date(plan.at),
      planned_by: plan.by,
    })
    .returning<{ id: string }[]>('id')
  return row!.id
}

export const duePlans = (db: Queryable, now: number): Promise<{ id: string }[]> =>
  db('department_plans')
    .where({ state: 'planned' })
    .where('from_at', '<=', new Date(now))
    .orderBy(['from_at', 'id'])
    .select('id')

/** Undefined when somebody ended it meanwhile. */
export const lockPlanned = (trx: Trx, id: string): Promise<PlanRow | undefined> =>
  trx('department_plans').where({ id, state: 'planned' }).forNoKeyUpdate().first<PlanRow | undefined>()

export const departmentOfPlan = async (db: Queryable, id: string): Promise<string | undefined> =>
  (await db('department_plans').where({ id }).first('department_id'))?.department_id

/** From `planned` alone; false when it is not any more. */
export const endPlan = async (
  trx: Trx,
  id: string,
  end: { state: Exclude<DepartmentPlanState, 'planned'>; at: number; refusal?: string },
): Promise<boolean> => {
  const changed = await trx('department_plans')
    .where({ id, state: 'planned' })
    .update({ state: end.state, ended_at: new Date(end.at), refusal: end.refusal ?? null })
  return changed === 1
}
