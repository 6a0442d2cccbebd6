/** Administration of roles: named sets of scoped grants. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { versionsOf } from '#shared/platform/versions.contract.ts'
import { type Permission, permissionNames, type Scope, scopes, scopesOf } from './permissions.ts'

export const grantsField = z
  .partialRecord(z.enum(permissionNames as [Permission, ...Permission[]]), z.enum(scopes))
  .superRefine((grants, context) => {
    for (const [name, scope] of Object.entries(grants) as [Permission, Scope][]) {
      if (scopesOf(name).includes(scope)) continue
      context.addIssue({ code: 'custom', path: [name], message: 'scope_impossible' })
    }
  })

export const roleView = z.strictObject({
  id: z.uuid(),
  /** Does not change: seeds and reports know the role by it. */
  code: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  grants: z.record(z.string(), z.enum(scopes)),
  /** Its holders must have a second factor. */
  needsSecondFactor: z.boolean(),
  /** How many users hold it. */
  holders: z.number().int(),
  version: z.number().int(),
})
export type RoleView = z.infer<typeof roleView>

const nameField = z.string().trim().min(1).max(100)
const id = z.strictObject({ id: z.uuid() })
const version = z.number().int().positive()

export const listRoles = endpoint({
  method: 'GET',
  path: '/api/roles',
  gate: 'user.read',
  reply: z.strictObject({ roles: z.array(roleView) }),
})

export const addRole = endpoint({
  method: 'POST',
  path: '/api/roles',
  gate: 'role.manage',
  body: z.strictObject({
    code: z.string().refine((text) => /^[a-z][a-z0-9-]{1,48}$/.test(text), 'invalid_code'),
    nameRu: nameField,
    nameEn: nameField,
    grants: grantsField,
    needsSecondFactor: z.boolean().optional(),
  }),
  reply: roleView,
})

/** Replaces names and grants, and where it is said the need of a second factor. 409 `changed_meanwhile` with `current`; 409 `last_administrator`. */
export const editRole = endpoint({
  method: 'PUT',
  path: '/api/roles/:id',
  gate: 'role.manage',
  params: id,
  body: z.strictObject({
    version,
    nameRu: nameField,
    nameEn: nameField,
    grants: grantsField,
    needsSecondFactor: z.boolean().optional(),
  }),
  reply: roleView,
})

/** Who of those signed in at this moment would lose what, or hold it less widely, were these the role's grants. */
export const previewRole = endpoint({
  method: 'POST',
  path: '/api/roles/:id/preview',
  gate: 'role.manage',
  params: id,
  body: z.strictObject({ grants: grantsField }),
  reply: z.strictObject({
    /** Holders who are signed in. */
    signedIn: z.number().int(),
    losing: z.array(z.strictObject({ permission: z.string(), names: z.array(z.string()) })),
  }),
})

export const roleVersions = versionsOf('/api/roles/:id', 'role.manage', id)

/** 409 `role_in_use` while someone holds it. */
export const removeRole = endpoint({
  method: 'DELETE',
  path: '/api/roles/:id',
  gate: 'role.manage',
  params: id,
  query: z.strictObject({ version: z.coerce.number().int().positive() }),
  reply: z.undefined(),
})
