/** Edits a queue's rules; routing decides by them from the next decision on. */
import type { z } from 'zod'
import { unknownSkills } from '#server/agents/index.ts'
import { audit, changedMeanwhile, differingFields } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import { silentRefs } from '#server/telephony/index.ts'
import type { editQueue as contract, QueueView } from '#shared/routing/queue.contract.ts'
import { queueChanged } from '#shared/routing/queue.events.ts'
import type { Routing } from '../routing.ts'
import { emptyQueue } from './empty-queue.ts'
import { findManagedQueue, mustManageMarket } from './queue.policy.ts'
import { readQueueWithin, updateQueue } from './queue.store.ts'

type Edit = z.infer<NonNullable<(typeof contract)['body']>>

/** Throws 422 at the word whose phrase has no sound in one of the languages, or is put away. */
const mustBeHeard = async (trx: Trx, prompts: Edit['prompts']): Promise<void> => {
  const silent = await silentRefs(trx, Object.values(prompts ?? {}))
  const fields = Object.entries(prompts ?? {}).filter(([, ref]) => silent.has(ref))
  if (fields.length > 0)
    throw invalid(Object.fromEntries(fields.map(([word]) => [`prompts.${word}`, 'prompt_silent'])))
}

/** What an administrator sets of a queue, as its versions keep it; who serves it is another matter. */
export const queueState = ({ id, code, waiting, agentIds, version, ...state }: QueueView) => state

export const editQueue = (
  house: Routing,
  actor: Actor,
  id: string,
  form: Edit,
  restores?: number,
): Promise<QueueView> =>
  inTransaction(house.db, async (trx) => {
    const before = await findManagedQueue(trx, actor, id)
    const { version, waitersTo, ...edit } = form
    const fields = differingFields(before, edit)
    if (before.version !== version) throw changedMeanwhile(before, edit)
    if (fields.length === 0) return before
    if (edit.marketId) mustManageMarket(actor, edit.marketId)
    const unknown = await unknownSkills(
      trx,
      (edit.needs ?? []).map((need) => need.skill),
    )
    if (unknown.length > 0) throw invalid({ needs: 'unknown_skill' }, { skills: unknown })
    await mustBeHeard(trx, edit.prompts)
    const at = house.clock.now()
    if (edit.active === false) {
      if (waitersTo !== undefined)
        await emptyQueue(trx, house, { queueId: id, to: waitersTo, actorId: actor.userId, now: at })
      else if (before.waiting > 0) throw conflict('callers_wait', { waiting: before.waiting })
    }
    if (!(await updateQueue(trx, id, version, edit))) throw changedMeanwhile(before, edit)
    await appendEvent(trx, queueChanged, { subjectId: id, actorId: actor.userId, at, data: { fields } })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'queue.edit',
      outcome: 'ok',
      subjectKind: 'queue',
      subjectId: id,
      data: { fields, ...(restores !== undefined && { restores }) },
    })
    const after = (await readQueueWithin(trx, id, { kind: 'all' }))!
    await keepVersion(trx, {
      kind: 'queue',
      subjectId: id,
      before: { version: before.version, state: queueState(before) },
      after: { version: after.version, state: queueState(after) },
      actorId: actor.userId,
      at,
      restores,
    })
    return after
  })
