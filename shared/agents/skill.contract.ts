/** Administration of skills, and of what each user can do. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'

export const skillView = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  active: z.boolean(),
  /** How many users have it. */
  holders: z.number().int(),
  version: z.number().int(),
})
export type SkillView = z.infer<typeof skillView>

const id = z.strictObject({ id: z.uuid() })
const version = z.number().int().positive()
const nameField = z.string().trim().min(1).max(100)

export const listSkills = endpoint({
  method: 'GET',
  path: '/api/skills',
  gate: 'signed-in',
  reply: z.strictObject({ skills: z.array(skillView) }),
})

/** 409 `exists` for a taken code. */
export const addSkill = endpoint({
  method: 'POST',
  path: '/api/skills',
  gate: 'queue.manage',
  body: z.strictObject({
    code: z.string().refine((text) => /^[a-z][a-z0-9-]{0,48}$/.test(text), 'invalid_code'),
    nameRu: nameField,
    nameEn: nameField,
  }),
  reply: skillView,
})

/** Only what is given changes. 409 `changed_meanwhile` with `current`. An inactive skill is not offered in forms. */
export const editSkill = endpoint({
  method: 'PATCH',
  path: '/api/skills/:id',
  gate: 'queue.manage',
  params: id,
  body: z.strictObject({
    version,
    nameRu: nameField.optional(),
    nameEn: nameField.optional(),
    active: z.boolean().optional(),
  }),
  reply: skillView,
})

export const skillVersions = versionsOf('/api/skills/:id', 'queue.manage', id)

export const userSkills = z.strictObject({
  skills: z.array(z.strictObject({ skillId: z.uuid(), level: z.number().int().min(1).max(10) })),
  /** Of the user: to be sent back with an edit. */
  version: z.number().int(),
})
export type UserSkills = z.infer<typeof userSkills>

export const readUserSkills = endpoint({
  method: 'GET',
  path: '/api/users/:id/skills',
  gate: 'user.read',
  params: id,
  reply: userSkills,
})

export const userSkillVersions = versionsOf('/api/users/:id/skills', 'user.manage', id)

/** The user's skills become exactly these. 409 `changed_meanwhile` with `current`. */
export const setUserSkills = endpoint({
  method: 'PUT',
  path: '/api/users/:id/skills',
  gate: 'user.manage',
  params: id,
  body: z.strictObject({
    version,
    skills: z
      .array(z.strictObject({ skillId: z.uuid(), level: z.number().int().min(1).max(10) }))
      .max(100)
      .refine((skills) => new Set(skills.map((one) => one.skillId)).size === skills.length, 'repeated_skill'),
  }),
  reply: userSkills,
})
