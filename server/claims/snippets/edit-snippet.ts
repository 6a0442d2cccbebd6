/** Snippets added and changed: one's own by oneself, shared ones by who prepares them; each state is kept. */
import { type Actor, may } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { NewSnippet, Snippet, SnippetEdit } from '#shared/claims/snippets/snippet.contract.ts'
import { snippetSet } from '#shared/claims/snippets/snippet.events.ts'
import {
  findSnippet,
  insertSnippet,
  isCodeTaken,
  lockSnippet,
  type SnippetRow,
  updateSnippet,
} from './snippet.store.ts'

export const SNIPPET = 'snippet'

export const presentSnippet = (row: SnippetRow, actor: Actor): Snippet => ({
  id: row.id,
  code: row.code,
  name: row.name,
  textRu: row.text_ru,
  textEn: row.text_en,
  shared: row.owner_id === null,
  active: row.active,
  editable: row.owner_id !== null || may(actor, 'macro.share'),
  version: row.version,
})

/** What is set of it, as its versions keep it. */
export const snippetState = ({ id, version, editable, ...state }: Snippet) => state

const mayHave = async (trx: Trx, actor: Actor, form: NewSnippet, but?: string): Promise<string | null> => {
  if (form.shared && !may(actor, 'macro.share')) throw denied('macro.share')
  const ownerId = form.shared ? null : actor.userId
  if (await isCodeTaken(trx, { code: form.code, ownerId, but }))
    throw conflict('code_taken', { code: form.code })
  return ownerId
}

/** @throws 403; 409 `code_taken` */
export const addSnippet = (platform: Platform, actor: Actor, form: NewSnippet): Promise<Snippet> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const { shared, ...written } = form
    const ownerId = await mayHave(trx, actor, form)
    const id = await insertSnippet(trx, { ...written, ownerId }, at)
    await appendEvent(trx, snippetSet, { subjectId: id, actorId: actor.userId, at, data: { shared } })
    return presentSnippet((await findSnippet(trx, actor.userId, id))!, actor)
  })

/** @throws as `addSnippet`; 404 for another's; 409 `changed_meanwhile` */
export const editSnippet = (
  platform: Platform,
  actor: Actor,
  id: string,
  { version, ...form }: SnippetEdit,
  restores?: number,
): Promise<Snippet> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const row = await lockSnippet(trx, actor.userId, id)
    if (!row) throw notFound(SNIPPET, id)
    const before = presentSnippet(row, actor)
    if (!before.editable) throw denied('macro.share')
    if (row.version !== version) throw changedMeanwhile(before, form)
    const { shared, ...written } = form
    const ownerId = await mayHave(trx, actor, form, id)
    await updateSnippet(trx, { id, version }, { ...written, ownerId })
    await appendEvent(trx, snippetSet, { subjectId: id, actorId: actor.userId, at, data: { shared } })
    const after = presentSnippet((await findSnippet(trx, actor.userId, id))!, actor)
    await keepVersion(trx, {
      kind: SNIPPET,
      subjectId: id,
      before: { version: before.version, state: snippetState(before) },
      after: { version: after.version, state: snippetState(after) },
      actorId: actor.userId,
      at,
      restores,
    })
    return after
  })
