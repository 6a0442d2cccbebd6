/** Phrases of the house's own: made, renamed, put away once no flow says them. */
import type { z } from 'zod'
import { promptChanged } from '#shared/telephony/call.events.ts'
import type {
  addPrompt as adding,
  editPrompt as editing,
  PromptView,
} from '#shared/telephony/prompt.contract.ts'
import { audit, changedMeanwhile, differingFields } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Trx } from '../../platform/database.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { findOwnPrompt, insertOwnPrompt, type OwnPromptRow, updateOwnPrompt } from './prompt.store.ts'
import { findPrompt } from './read-prompts.ts'

type Form = z.infer<NonNullable<(typeof adding)['body']>>
type Edit = z.infer<NonNullable<(typeof editing)['body']>>

/** Throws 409 `exists`. */
export const addPrompt = (platform: Platform, actor: Actor, form: Form): Promise<PromptView> =>
  inTransaction(platform.db, async (trx) => {
    const { code, nameRu, nameEn } = form
    const row = await insertOwnPrompt(trx, { id: `own-${code}`, name_ru: nameRu, name_en: nameEn })
    if (!row) throw conflict('exists', { code })
    await tell(trx, platform, actor, 'prompt.create', row)
    return findPrompt(trx, row.id)
  })

/** Throws 409 `changed_meanwhile`; 409 `prompt_in_use`; 404, also for what the hub brought. */
export const editPrompt = (
  platform: Platform,
  actor: Actor,
  id: string,
  { version, ...edit }: Edit,
): Promise<PromptView> =>
  inTransaction(platform.db, async (trx) => {
    const before = await findPrompt(trx, id)
    if (!before.own) throw notFound('prompt', id)
    const changed = changedMeanwhile({ ...before.own }, edit)
    if (before.own.version !== version) throw changed
    if (differingFields({ ...before.own }, edit).length === 0) return before
    if (edit.active === false && before.flows.length > 0)
      throw conflict('prompt_in_use', { flows: before.flows.join(', ') })
    if (!(await updateOwnPrompt(trx, id, version, edit))) throw changed
    await tell(trx, platform, actor, 'prompt.edit', (await findOwnPrompt(trx, id))!)
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
