/** Administration of departments. */
import { readInput } from '#server/platform/bad-input.ts'
import { handle, type Route } from '#server/platform/http.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import type { DepartmentFull } from '#shared/organisation/department.contract.ts'
import * as contract from '#shared/organisation/department.contract.ts'
import * as plans from '#shared/organisation/department-plan.contract.ts'
import { plannedTree } from '#shared/organisation/planned-tree.ts'
import type { Administration } from '../administration.ts'
import {
  addDepartment,
  closeDepartment,
  DEPARTMENT,
  departmentState,
  editDepartment,
  findIn,
  reopenDepartment,
} from './change-department.ts'
import { departmentsAt, listAllDepartments } from './department.store.ts'
import { cancelPlan, planChange, readPlans } from './plan-department.ts'

/** Of a day to come: what it will be, if all goes as planned. */
const treeOf = async (house: Administration, at: number | undefined): Promise<DepartmentFull[]> => {
  if (at === undefined) return listAllDepartments(house.db)
  if (at <= house.clock.now()) return departmentsAt(house.db, at)
  const { plans } = await readPlans(house)
  const planned = plans.filter(({ state }) => state === 'planned')
  return plannedTree(await listAllDepartments(house.db), planned, at).map((one) => ({ ...one, people: null }))
}

export const departmentRoutes = (house: Administration): Route[] => [
  handle(contract.listDepartments, async ({ query: { at } }) => ({
    departments: await treeOf(house, at),
  })),
  handle(contract.addDepartment, ({ actor, body }) => addDepartment(house, actor, body)),
  handle(contract.editDepartment, ({ actor, params, body }) => editDepartment(house, actor, params.id, body)),
  ...versionRoutes(house.db, {
    endpoints: contract.departmentVersions,
    find: async (_actor, { id }) => ({
      kind: DEPARTMENT,
      subjectId: id,
      state: departmentState(findIn(await listAllDepartments(house.db), id)),
    }),
    edit: (actor, { id }, { version, state, restores }) =>
      editDepartment(
        house,
        actor,
        id,
        readInput(contract.editDepartment.body!, { version, ...state }),
        restores,
      ),
  }),
  handle(contract.closeDepartment, ({ actor, params, body }) =>
    closeDepartment(house, actor, params.id, body),
  ),
  handle(contract.reopenDepartment, ({ actor, params, body }) =>
    reopenDepartment(house, actor, params.id, body),
  ),
  handle(plans.listDepartmentPlans, () => readPlans(house)),
  handle(plans.planDepartment, ({ actor, params, body }) => planChange(house, actor, params.id, body)),
  handle(plans.cancelDepartmentPlan, async ({ actor, params }) => {
    await cancelPlan(house, actor, params.id)
    return undefined
  }),
]
