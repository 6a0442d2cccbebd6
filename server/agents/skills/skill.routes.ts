/** Administration of skills. */
import { findManaged, findReadableUser } from '#server/identity/index.ts'
import { readInput } from '#server/platform/bad-input.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as contract from '#shared/agents/skill.contract.ts'
import { createSkill, editSkill, mustManageAll, skillState } from './edit-skill.ts'
import { setUserSkills, skillsState, USER_SKILLS } from './set-user-skills.ts'
import { listAllSkills, readLevels, readSkill } from './skill.store.ts'

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
  ...versionRoutes(platform.db, {
    endpoints: contract.skillVersions,
    find: async (actor, { id }) => {
      mustManageAll(actor)
      const skill = await readSkill(platform.db, id)
      if (!skill) throw notFound('skill', id)
      return { kind: 'skill', subjectId: id, state: skillState(skill) }
    },
    edit: (actor, { id }, { version, state, restores }) =>
      editSkill(platform, actor, id, readInput(contract.editSkill.body!, { version, ...state }), restores),
  }),
  ...versionRoutes(platform.db, {
    endpoints: contract.userSkillVersions,
    find: async (actor, { id }) => {
      await findManaged(platform.db, actor, id)
      return { kind: USER_SKILLS, subjectId: id, state: skillsState(await readLevels(platform.db, id)) }
    },
    edit: (actor, { id }, { version, state, restores }) => {
      const levels = Object.entries(state.levels as Record<string, number>)
      const skills = levels.map(([skillId, level]) => ({ skillId, level }))
      const edit = readInput(contract.setUserSkills.body!, { version, skills })
      return setUserSkills(platform, actor, id, edit, restores)
    },
  }),
]
