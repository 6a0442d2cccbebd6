/** Adds templates of letters and changes them; each state a template had is kept, and a letter names the one it is from. */
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import { letterTemplateSet } from '#shared/claims/letters/letter.events.ts'
import type {
  LetterTemplate,
  LetterTemplateEdit,
  NewLetterTemplate,
} from '#shared/claims/letters/letter-template.contract.ts'
import { findTemplate, insertTemplate, updateTemplate } from './template.store.ts'

export const TEMPLATE = 'letter-template'

/** What an administrator sets of it, as its versions keep it. */
export const templateState = ({ id, version, ...state }: LetterTemplate) => state

export const addTemplate = (
  platform: Platform,
  actor: Actor,
  form: NewLetterTemplate,
): Promise<LetterTemplate> =>
  inTransaction(platform.db, async (trx) => {
    const id = await insertTemplate(trx, form)
    await tell(trx, platform, actor, { id, action: 'letter-template.add', data: { name: form.nameRu } })
    return (await findTemplate(trx, id))!
  })

/** @throws 409 `changed_meanwhile`; 404 */
export const editTemplate = (
  platform: Platform,
  actor: Actor,
  id: string,
  { version, ...form }: LetterTemplateEdit,
  restores?: number,
): Promise<LetterTemplate> =>
  inTransaction(platform.db, async (trx) => {
    const before = await findTemplate(trx, id)
    if (!before) throw notFound(TEMPLATE, id)
    if (!(await updateTemplate(trx, { id, version }, form))) throw changedMeanwhile(before, form)
    const after = (await findTemplate(trx, id))!
    const at = await tell(trx, platform, actor, {
      id,
      action: 'letter-template.edit',
      data: { name: after.nameRu, version: after.version, ...(restores !== undefined && { restores }) },
    })
    await keepVersion(trx, {
      kind: TEMPLATE,
      subjectId: id,
      before: { version: before.version, state: templateState(before) },
      after: { version: after.version, state: templateState(after) },
      actorId: actor.userId,
      at,
      restores,
    })
    return after
  })

const tell = async (
  trx: Trx,
  { clock }: Platform,
  actor: Actor,
  { id, action, data }: { id: string; action: string; data: Record<string, unknown> },
): Promise<number> => {
  const at = clock.now()
  await appendEvent(trx, letterTemplateSet, { subjectId: id, actorId: actor.userId, at, data: {} })
  await audit(trx, {
    at,
    actorId: actor.userId,
    action,
    outcome: 'ok',
    subjectKind: TEMPLATE,
    subjectId: id,
    data,
  })
  return at
}
