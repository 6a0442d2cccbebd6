/** Administration of departments. */
import { handle, type Route } from '#server/platform/http.ts'
import * as contract from '#shared/organisation/department.contract.ts'
import type { Administration } from '../administration.ts'
import { addDepartment, closeDepartment, editDepartment, reopenDepartment } from './change-department.ts'
import { departmentsAt, listAllDepartments } from './department.store.ts'

export const departmentRoutes = (house: Administration): Route[] => [
  handle(contract.listDepartments, async ({ query: { at } }) => ({
    departments: await (at === undefined ? listAllDepartments(house.db) : departmentsAt(house.db, at)),
  })),
  handle(contract.addDepartment, ({ actor, body }) => addDepartment(house, actor, body)),
  handle(contract.editDepartment, ({ actor, params, body }) => editDepartment(house, actor, params.id, body)),
  handle(contract.closeDepartment, ({ actor, params, body }) =>
    closeDepartment(house, actor, params.id, body),
  ),
  handle(contract.reopenDepartment, ({ actor, params, body }) =>
    reopenDepartment(house, actor, params.id, body),
  ),
]
