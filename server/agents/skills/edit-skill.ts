/** Makes and edits skills. */
import type { z } from 'zod'
import { audit, changedMeanwhile, differingFields } from '#server/identity/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { denied, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type * as contract from '#shared/agents/skill.contract.ts'
import { skillChanged, skillCreated } from '#shared/agents/skill.events.ts'
import { insertSkill, readSkill, updateSkill } from './skill.store.ts'

type NewSkill = z.infer<NonNullable<(typeof contract.addSkill)['body']>>
type SkillEdit = z.infer<NonNullable<(typeof contract.editSkill)['body']>>

/** Skills are the whole house's: whoever manages the queues of a market or a department leaves them alone. */
export const mustManageAll = (actor: Actor): void => {
  if (reachOf(actor, 'queue.manage').kind !== 'all') throw denied('queue.manage')
}

const trace = (actor: Actor, action: string, id: string, at: number, data: Record<string, unknown>) => ({
  at,
  actorId: actor.userId,
  action,
  outcome: 'ok' as const,
  subjectKind: 'skill',
  subjectId: id,
  data,
})

export const createSkill = (platform: Platform, actor: Actor, form: NewSkill): Promise<contract.SkillView> =>
  inTransaction(platform.db, async (trx) => {
    mustManageAll(actor)
    const id = await insertSkill(trx, form)
    const at = platform.clock.now()
    const data = { code: form.code }
    await appendEvent(trx, skillCreated, { subjectId: id, actorId: actor.userId, at, data })
    await audit(trx, trace(actor, 'skill.create', id, at, data))
    return (await readSkill(trx, id))!
  })

/** What an administrator sets of a skill, as its versions keep it. */
export const skillState = ({ nameRu, nameEn, active }: contract.SkillView) => ({ nameRu, nameEn, active })

export const editSkill = (
  platform: Platform,
  actor: Actor,
  id: string,
  edit: SkillEdit,
  restores?: number,
): Promise<contract.SkillView> =>
  inTransaction(platform.db, async (trx) => {
    mustManageAll(actor)
    const before = await readSkill(trx, id)
    if (!before) throw notFound('skill', id)
    const fields = differingFields(before, edit)
    if (!(await updateSkill(trx, id, edit.version, edit))) throw changedMeanwhile(before, edit)
    const at = platform.clock.now()
    await appendEvent(trx, skillChanged, { subjectId: id, actorId: actor.userId, at, data: { fields } })
    await audit(
      trx,
      trace(actor, 'skill.edit', id, at, { fields, ...(restores !== undefined && { restores }) }),
    )
    const after = (await readSkill(trx, id))!
    await keepVersion(trx, {
      kind: 'skill',
      subjectId: id,
      before: { version: before.version, state: skillState(before) },
      after: { version: after.version, state: skillState(after) },
      actorId: actor.userId,
      at,
      restores,
    })
    return after
  })
