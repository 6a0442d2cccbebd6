/**
 * Administration of departments. A change holds from now on: whoever heads a department reaches what lies below it from the
 * next request. What the tree was before is kept, and can be read as of any moment.
 */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { versionsOf } from '#shared/platform/versions.contract.ts'
import { codeField } from './calendar.contract.ts'

const id = z.strictObject({ id: z.uuid() })
const nameField = z.string().trim().min(1).max(100)
const version = z.number().int().positive()

export const departmentFull = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  parentId: z.uuid().nullable(),
  /** Active users in it, not counting those below; null of a past moment. */
  people: z.number().int().nullable(),
  /** Epoch ms; null while it is open. */
  closedAt: z.number().nullable(),
  version: z.number().int(),
})
export type DepartmentFull = z.infer<typeof departmentFull>

/** `at`, epoch ms: as they stood then, without those that were made later. */
export const listDepartments = endpoint({
  method: 'GET',
  path: '/api/departments',
  gate: 'organisation.manage',
  query: z.strictObject({ at: z.coerce.number().int().min(0).max(8_640_000_000_000).optional() }),
  reply: z.strictObject({ departments: z.array(departmentFull) }),
})

/** 409 `exists` for a taken code; 422 `parentId: closed_department`, `unknown`. */
export const addDepartment = endpoint({
  method: 'POST',
  path: '/api/departments',
  gate: 'organisation.manage',
  body: z.strictObject({
    code: codeField,
    nameRu: nameField,
    nameEn: nameField,
    parentId: z.uuid().nullable(),
  }),
  reply: departmentFull,
})

/** Only what is given changes. 409 `changed_meanwhile` with `current`; 422 `parentId: below_itself`, as for a new one. */
export const editDepartment = endpoint({
  method: 'PATCH',
  path: '/api/departments/:id',
  gate: 'organisation.manage',
  params: id,
  body: z.strictObject({
    version,
    nameRu: nameField.optional(),
    nameEn: nameField.optional(),
    parentId: z.uuid().nullable().optional(),
  }),
  reply: departmentFull,
})

export const departmentVersions = versionsOf('/api/departments/:id', 'organisation.manage', id)

/** 409 `department_in_use` with the `names` of people in it and of open departments below; 409 `changed_meanwhile`. */
export const closeDepartment = endpoint({
  method: 'POST',
  path: '/api/departments/:id/close',
  gate: 'organisation.manage',
  params: id,
  body: z.strictObject({ version }),
  reply: departmentFull,
})

/** 409 `parent_closed` where what it stands under is not open; 409 `changed_meanwhile`. */
export const reopenDepartment = endpoint({
  method: 'POST',
  path: '/api/departments/:id/reopen',
  gate: 'organisation.manage',
  params: id,
  body: z.strictObject({ version }),
  reply: departmentFull,
})
