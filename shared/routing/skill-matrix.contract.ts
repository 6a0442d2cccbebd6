/** Who can do what, as one sheet: agents down, skills across, levels from 1 to 10. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { skillNeed } from './queue.contract.ts'

const level = z.number().int().min(1).max(10)
/** Level by skill's id. */
const levels = z.record(z.uuid(), level)

/** So many agents are shown at once; who looks for another narrows the list down. */
export const MATRIX_LIMIT = 300

export const matrixUser = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  departmentId: z.uuid().nullable(),
  /** Queues in use that they serve. */
  queueIds: z.array(z.uuid()),
  /** Has chosen a presence, and not left. */
  signedIn: z.boolean(),
  levels,
  version: z.number().int(),
})
export type MatrixUser = z.infer<typeof matrixUser>

export const matrixQueue = z.strictObject({
  id: z.uuid(),
  nameRu: z.string(),
  nameEn: z.string(),
  needs: z.array(skillNeed),
})
export type MatrixQueue = z.infer<typeof matrixQueue>

/** Agents within reach, by name; `more`: there are others. Skills in use, and those that one of the shown has. */
export const readSkillMatrix = endpoint({
  method: 'GET',
  path: '/api/skill-matrix',
  gate: 'user.read',
  query: z.strictObject({
    departmentId: z.uuid().optional(),
    queueId: z.uuid().optional(),
    skillId: z.uuid().optional(),
    search: z.string().trim().max(100).optional(),
  }),
  reply: z.strictObject({
    skills: z.array(
      z.strictObject({ id: z.uuid(), code: z.string(), nameRu: z.string(), nameEn: z.string() }),
    ),
    queues: z.array(matrixQueue),
    users: z.array(matrixUser),
    more: z.boolean(),
  }),
})
export type SkillMatrix = z.infer<(typeof readSkillMatrix)['reply']>

/**
 * All of it or nothing; only the named skills change, null takes one away. 409 `changed_meanwhile` with the names of whom
 * others have changed; 404 for who is out of reach; 422 `unknown_reference` for a skill there is not.
 */
export const saveSkillMatrix = endpoint({
  method: 'PUT',
  path: '/api/skill-matrix',
  gate: 'user.manage',
  body: z.strictObject({
    changes: z
      .array(
        z.strictObject({
          userId: z.uuid(),
          version: z.number().int().positive(),
          levels: z.record(z.uuid(), level.nullable()),
        }),
      )
      .min(1)
      .max(MATRIX_LIMIT)
      .refine(
        (changes) => new Set(changes.map((one) => one.userId)).size === changes.length,
        'repeated_user',
      ),
  }),
  reply: z.strictObject({ users: z.number().int() }),
})
export type MatrixChange = z.infer<NonNullable<(typeof saveSkillMatrix)['body']>>['changes'][number]
