import { listAllSkills } from '#server/agents/index.ts'
import { reachOf } from '#server/platform/actor.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/routing/skill-matrix.contract.ts'
import { agentsWithin, queuesWithNeeds } from './matrix.store.ts'
import { saveMatrix } from './save-matrix.ts'

export const skillMatrixRoutes = (platform: Platform): Route[] => [
  handle(contract.readSkillMatrix, async ({ actor, query }) => {
    const reach = reachOf(actor, 'user.read')
    const found = await agentsWithin(platform.db, reach, query, contract.MATRIX_LIMIT + 1)
    const users = found.slice(0, contract.MATRIX_LIMIT)
    const held = new Set(users.flatMap(({ levels }) => Object.keys(levels)))
    const skills = (await listAllSkills(platform.db)).filter(({ id, active }) => active || held.has(id))
    return {
      skills: skills.map(({ id, code, nameRu, nameEn }) => ({ id, code, nameRu, nameEn })),
      queues: await queuesWithNeeds(platform.db),
      users,
      more: found.length > users.length,
    }
  }),
  handle(contract.saveSkillMatrix, ({ actor, body }) => saveMatrix(platform, actor, body.changes)),
]
