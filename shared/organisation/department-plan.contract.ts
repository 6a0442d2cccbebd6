/** Changes of departments that are ordered for a later day. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'

const nameField = z.string().trim().min(1).max(100)
const edit = z.strictObject({
  nameRu: nameField.optional(),
  nameEn: nameField.optional(),
  parentId: z.uuid().nullable().optional(),
  /** It is closed then: nobody may be in it by that day, nor an open department below it. */
  closes: z.literal(true).optional(),
})

export const departmentPlan = z.strictObject({
  id: z.uuid(),
  departmentId: z.uuid(),
  /** Epoch ms: from this moment on. */
  fromAt: z.number(),
  edit,
  state: z.enum(['planned', 'refused']),
  plannedBy: z.string(),
  /** The code of why it could not be carried out. */
  refusal: z.string().nullable(),
})
export type DepartmentPlan = z.infer<typeof departmentPlan>

/** By their days; those refused in the last month too. */
export const listDepartmentPlans = endpoint({
  method: 'GET',
  path: '/api/department-plans',
  gate: 'organisation.manage',
  reply: z.strictObject({ plans: z.array(departmentPlan) }),
})

/**
 * Only what is given changes, from then on. Judged by the tree as it is planned to be then, and once more when the day comes.
 * 422 `fromAt: in_past`, `edit: required` for nothing that differs
 * (a closed one is not closed again), `edit.parentId` as for an edit; 404.
 */
export const planDepartment = endpoint({
  method: 'POST',
  path: '/api/departments/:id/plans',
  gate: 'organisation.manage',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ fromAt: z.number().int().max(8_640_000_000_000), edit }),
  reply: departmentPlan,
})

/** 409 `conflict` when it was carried out or called off meanwhile; 404. */
export const cancelDepartmentPlan = endpoint({
  method: 'POST',
  path: '/api/department-plans/:id/cancel',
  gate: 'organisation.manage',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({}),
  reply: z.undefined(),
})
