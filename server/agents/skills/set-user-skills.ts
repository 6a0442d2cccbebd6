/** What a user can do, and how well. */
import { audit, changedMeanwhile, claimUserVersion, findManaged } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { UserSkills } from '#shared/agents/skill.contract.ts'
import { userSkillsChanged } from '#shared/agents/skill.events.ts'
import { readLevels, replaceLevels } from './skill.store.ts'

/** The kind of its versions: level by skill's id, the version being the user's. */
export const USER_SKILLS = 'user-skills'
export const skillsState = (skills: UserSkills['skills']) => ({
  levels: Object.fromEntries(skills.map(({ skillId, level }) => [skillId, level])),
})

/** 422 `unknown_reference` for a skill there is not. */
export const setUserSkills = (
  platform: Platform,
  actor: Actor,
  userId: string,
  edit: UserSkills,
  restores?: number,
): Promise<UserSkills> =>
  inTransaction(platform.db, async (trx) => {
    const user = await findManaged(trx, actor, userId)
    const before = await readLevels(trx, userId)
    if (!(await claimUserVersion(trx, userId, edit.version))) {
      throw changedMeanwhile({ skills: before, version: user.version }, edit)
    }
    await replaceLevels(trx, userId, edit.skills)
    const at = platform.clock.now()
    const { levels } = skillsState(edit.skills)
    await appendEvent(trx, userSkillsChanged, {
      subjectId: userId,
      actorId: actor.userId,
      at,
      data: { levels },
    })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'user.skills',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: userId,
      data: { levels, ...(restores !== undefined && { restores }) },
    })
    await keepVersion(trx, {
      kind: USER_SKILLS,
      subjectId: userId,
      before: { version: edit.version, state: skillsState(before) },
      after: { version: edit.version + 1, state: { levels } },
      actorId: actor.userId,
      at,
      restores,
    })
    return { skills: await readLevels(trx, userId), version: edit.version + 1 }
  })
