/** Something is to be done so that a fault is mended, or does not happen again: a task for its owner. */
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { createTask, isAssignee } from '#server/tasks/index.ts'
import { claimEdited } from '#shared/claims/claim.events.ts'
import type { ActionKind } from '#shared/claims/details/detail-codes.ts'
import { factsOf } from '../claim-facts.ts'
import { lockClaimToWork } from '../claim-to-work.ts'
import { insertAction } from './action.store.ts'

/** A screen's clock may be behind ours. */
const PAST_BY_MS = 60_000

type NewAction = { kind: ActionKind; title: string; ownerId: string; dueAt: number }

/** Throws `not_found`, `denied`, `closed` (409); `invalid` for an owner who works no tasks, or a time gone by. */
export const addAction = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  action: NewAction,
): Promise<void> => {
  const claim = await lockClaimToWork(trx, actor, id)
  if (claim.state === 'closed') throw conflict('closed', { state: claim.state })
  if (action.dueAt < now - PAST_BY_MS) throw invalid({ dueAt: 'in_past' })
  if (!(await isAssignee(trx, { kind: 'all' }, action.ownerId))) throw invalid({ ownerId: 'unknown' })
  const { taskId } = await createTask(trx, {
    kind: 'corrective',
    title: action.title,
    clientId: claim.client_id,
    claimId: id,
    ownerId: action.ownerId,
    dueAt: action.dueAt,
    createdBy: actor.userId,
    at: now,
  })
  await insertAction(trx, { claimId: id, kind: action.kind, taskId })
  await appendEvent(trx, claimEdited, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { ...factsOf(claim), changed: [action.kind] },
  })
}
