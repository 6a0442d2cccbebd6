/** Phrases of the house's own: made, renamed, put away once no flow and no queue says them. */
import type { z } from 'zod'
import { promptChanged } from '#shared/telephony/call.events.ts'
import type {
  addPrompt as adding,
  editPrompt as editing,
  PromptView,
} from '#shared/telephony/prompt.contract.ts'
import { audit, changedMeanwhile, differingFields } from '../../identity/index.ts'
import { type Named, namesOf } from '../../organisation/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Queryable, type Trx } from '../../platform/database.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { keepVersion } from '../../platform/versions/keep-version.ts'
import { findOwnPrompt, insertOwnPrompt, type OwnPromptRow, updateOwnPrompt } from './prompt.store.ts'
import { findPrompt } from './read-prompts.ts'

type Form = z.infer<NonNullable<(typeof adding)['body']>>
type Edit = z.infer<NonNullable<(typeof editing)['body']>>

export type PromptHandlers = { queuesSaying(db: Queryable, prompt: string): Promise<Named[]> }

/** Throws 409 `exists`. */
export const addPrompt = (platform: Platform, actor: Actor, form: Form): Promise<PromptView> =>
  inTransaction(platform.db, async (trx) => {
    const { code, nameRu, nameEn } = form
    const row = await insertOwnPrompt(trx, { id: `own-${code}`, name_ru: nameRu, name_en: nameEn })
    if (!row) throw conflict('exists', { code })
    await tell(trx, platform, actor, 'prompt.create', row)
    return findPrompt(trx, row.id)
  })

/** The kind of its versions. */
export const OWN_PROMPT = 'own-prompt'
export const ownPromptState = (row: OwnPromptRow) => ({
  nameRu: row.name_ru,
  nameEn: row.name_en,
  active: row.active,
})

/** Throws 409 `changed_meanwhile`; 409 `prompt_in_use`, `prompt_in_queue`; 404, also for what the hub brought. */
export const editPrompt = (
  platform: Platform,
  handlers: PromptHandlers,
  { actor, id, version, ...edit }: Edit & { actor: Actor; id: string },
  restores?: number,
): Promise<PromptView> =>
  inTransaction(platform.db, async (trx) => {
    const before = await findPrompt(trx, id)
    if (!before.own) throw notFound('prompt', id)
    const changed = changedMeanwhile({ ...before.own }, edit)
    if (before.own.version !== version) throw changed
    if (differingFields({ ...before.own }, edit).length === 0) return before
    if (edit.active === false) {
      if (before.flows.length > 0) throw conflict('prompt_in_use', { flows: before.flows.join(', ') })
      const queues = await handlers.queuesSaying(trx, id)
      if (queues.length > 0) throw conflict('prompt_in_queue', { queues: namesOf(queues, actor).join(', ') })
    }
    const was = (await findOwnPrompt(trx, id))!
    if (!(await updateOwnPrompt(trx, id, version, edit))) throw changed
    const now = (await findOwnPrompt(trx, id))!
    await tell(trx, platform, actor, 'prompt.edit', now)
    await keepVersion(trx, {
      kind: OWN_PROMPT,
      subjectId: now.row_id,
      before: { version: was.version, state: ownPromptState(was) },
      after: { version: now.version, state: ownPromptState(now) },
      actorId: actor.userId,
      at: platform.clock.now(),
      restores,
    })
    return findPrompt(trx, id)
  })

const tell = async (
  trx: Trx,
  platform: Platform,
  actor: Actor,
  action: string,
  { id, row_id: subjectId, version, active }: OwnPromptRow,
): Promise<void> => {
  const at = platform.clock.now()
  const data = { prompt: id, language: null, version, restores: null }
  await appendEvent(trx, promptChanged, { subjectId, actorId: actor.userId, at, data })
  await audit(trx, {
    at,
    actorId: actor.userId,
    action,
    outcome: 'ok',
    subjectKind: 'prompt',
    subjectId,
    data: { prompt: id, active },
  })
}
