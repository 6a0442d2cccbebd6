/** Administration of skills. */
import { findReadableUser } from '#server/identity/index.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/agents/skill.contract.ts'
import { createSkill, editSkill } from './edit-skill.ts'
import { setUserSkills } from './set-user-skills.ts'
import { listAllSkills, readLevels } from './skill.store.ts'

export const skillRoutes = (platform: Platform): Route[] => [
  handle(contract.listSkills, async () => ({ skills: await listAllSkills(platform.db) })),
  handle(contract.addSkill, ({ actor, body }) => createSkill(platform, actor, body)),
  handle(contract.editSkill, ({ actor, params, body }) => editSkill(platform, actor, params.id, body)),
  handle(contract.readUserSkills, async ({ actor, params }) => {
    const user = await findReadableUser(platform.db, actor, params.id)
    return { skills: await readLevels(platform.db, user.id), version: user.version }
  }),
  handle(contract.setUserSkills, ({ actor, params, body }) =>
    setUserSkills(platform, actor, params.id, body),
  ),
]
