/** Administration of users. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { versionsOf } from '#shared/platform/versions.contract.ts'
import { emailField, languageField } from './session.contract.ts'

export const userView = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: languageField,
  departmentId: z.uuid().nullable(),
  marketId: z.uuid().nullable(),
  /** Codes. */
  roles: z.array(z.string()),
  active: z.boolean(),
  /** Invited, and has not chosen a password yet. */
  invited: z.boolean(),
  /** A program's: without a password, reached by API tokens alone. */
  service: z.boolean(),
  /** A code of the phone is asked for at sign-in. */
  secondFactor: z.boolean(),
  createdAt: z.number(),
  /** Epoch ms of the latest request of an open session; null when signed out. */
  lastSeenAt: z.number().nullable(),
  version: z.number().int(),
})
export type UserView = z.infer<typeof userView>

const id = z.strictObject({ id: z.uuid() })
const version = z.number().int().positive()
const nameField = z.string().trim().min(1).max(200)
const rolesField = z.array(z.string().min(1).max(60)).max(30)

/** By name; `after` is the last id of the page before. */
export const listUsers = endpoint({
  method: 'GET',
  path: '/api/users',
  gate: 'user.read',
  query: z.strictObject({
    search: z.string().trim().max(100).optional(),
    active: z.enum(['true', 'false']).optional(),
    role: z.string().max(60).optional(),
    after: z.uuid().optional(),
  }),
  reply: z.strictObject({ users: z.array(userView), next: z.uuid().nullable() }),
})

export const readOneUser = endpoint({
  method: 'GET',
  path: '/api/users/:id',
  gate: 'user.read',
  params: id,
  reply: userView,
})

/** Names to choose from in forms: everyone who can be given work. */
export const listColleagues = endpoint({
  method: 'GET',
  path: '/api/colleagues',
  gate: 'signed-in',
  reply: z.strictObject({
    colleagues: z.array(
      z.strictObject({
        id: z.uuid(),
        name: z.string(),
        departmentId: z.uuid().nullable(),
        roles: z.array(z.string()),
      }),
    ),
  }),
})

/** The link is a path of this hub, to be copied or sent; it is also put into the outgoing mail. */
export const invitation = z.strictObject({ path: z.string(), expiresAt: z.number() })

/** 409 `exists` for a taken e-mail; 403 `beyond_own_rights` for a role with powers one does not hold. */
export const addUser = endpoint({
  method: 'POST',
  path: '/api/users',
  gate: 'user.manage',
  body: z.strictObject({
    email: emailField,
    name: nameField,
    language: languageField,
    departmentId: z.uuid().nullable(),
    marketId: z.uuid().nullable(),
    roles: rolesField,
  }),
  reply: z.strictObject({ user: userView, invitation }),
})

/**
 * Only what is given changes. 409 `changed_meanwhile` with `current` and the names of fields that differ from
 * what was sent; 409 `last_administrator` when nobody would be left to manage users or roles.
 */
export const editUser = endpoint({
  method: 'PATCH',
  path: '/api/users/:id',
  gate: 'user.manage',
  params: id,
  body: z.strictObject({
    version,
    email: emailField.optional(),
    name: nameField.optional(),
    language: languageField.optional(),
    departmentId: z.uuid().nullable().optional(),
    marketId: z.uuid().nullable().optional(),
    roles: rolesField.optional(),
  }),
  reply: userView,
})

/** Who they are, where, and their roles; whether they may come in is no part of it. */
export const userVersions = versionsOf('/api/users/:id', 'user.manage', id)

/** Ends the user's sessions and makes them offline. */
export const deactivateUser = endpoint({
  method: 'POST',
  path: '/api/users/:id/deactivate',
  gate: 'user.manage',
  params: id,
  body: z.strictObject({ version }),
  reply: userView,
})

/** 409 `closed_department` for one whose department was closed meanwhile. */
export const reactivateUser = endpoint({
  method: 'POST',
  path: '/api/users/:id/reactivate',
  gate: 'user.manage',
  params: id,
  body: z.strictObject({ version }),
  reply: userView,
})

/** Anew for a user who has not chosen a password yet; 409 `not_invited` for others. */
export const inviteAgain = endpoint({
  method: 'POST',
  path: '/api/users/:id/invitation',
  gate: 'user.manage',
  params: id,
  reply: invitation,
})

/** Signs a user out everywhere. */
export const endUserSessions = endpoint({
  method: 'DELETE',
  path: '/api/users/:id/sessions',
  gate: 'user.manage',
  params: id,
  reply: z.undefined(),
})
