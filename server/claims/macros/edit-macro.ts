/** Macros added and changed: one's own by oneself, shared ones by who prepares them; each state is kept. */
import { type Actor, may } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, denied, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { Macro, MacroEdit, NewMacro } from '#shared/claims/macros/macro.contract.ts'
import { macroSet } from '#shared/claims/macros/macro.events.ts'
import { faultsOfSnippets, snippetsOf } from '#shared/claims/macros/macro-steps.ts'
import {
  findMacro,
  insertMacro,
  isNameTaken,
  listMacroRows,
  lockMacro,
  type MacroRow,
  updateMacro,
  usableSnippets,
} from './macro.store.ts'

export const MACRO = 'macro'

export const presentMacro = (row: MacroRow, actor: Actor): Macro => ({
  id: row.id,
  name: row.name,
  steps: row.steps,
  shared: row.owner_id === null,
  active: row.active,
  editable: row.owner_id !== null || may(actor, 'macro.share'),
  version: row.version,
})

export const readMacros = async (
  { db }: Platform,
  actor: Actor,
): Promise<{ macros: Macro[]; mayShare: boolean }> => ({
  macros: (await listMacroRows(db, actor.userId)).map((row) => presentMacro(row, actor)),
  mayShare: may(actor, 'macro.share'),
})

/** What is set of it, as its versions keep it. */
export const macroState = ({ id, version, editable, ...state }: Macro) => state

/** What is for everybody speaks no words of one's own. One whose words are gone may still be taken out of use. */
const mayHave = async (
  trx: Trx,
  actor: Actor,
  form: NewMacro & { active: boolean },
  but?: string,
): Promise<string | null> => {
  if (form.shared && !may(actor, 'macro.share')) throw denied('macro.share')
  const ownerId = form.shared ? null : actor.userId
  if (await isNameTaken(trx, { name: form.name, ownerId, but })) throw conflict('exists')
  if (!form.active) return ownerId
  const usable = await usableSnippets(trx, snippetsOf(form.steps), ownerId)
  const faults = Object.entries(faultsOfSnippets(form.steps, usable))
  if (faults.length > 0)
    throw invalid(Object.fromEntries(faults.map(([path, message]) => [`steps.${path}`, message])))
  return ownerId
}

/** @throws 403; 409 `exists`; 422 at the step whose snippet is not to be had */
export const addMacro = (platform: Platform, actor: Actor, form: NewMacro): Promise<Macro> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const { shared, ...written } = form
    const ownerId = await mayHave(trx, actor, { ...form, active: true })
    const id = await insertMacro(trx, { ...written, ownerId }, at)
    await appendEvent(trx, macroSet, { subjectId: id, actorId: actor.userId, at, data: { shared } })
    return presentMacro((await findMacro(trx, actor.userId, id))!, actor)
  })

/** @throws as `addMacro`; 404 for another's; 409 `changed_meanwhile` */
export const editMacro = (
  platform: Platform,
  actor: Actor,
  id: string,
  { version, ...form }: MacroEdit,
  restores?: number,
): Promise<Macro> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const row = await lockMacro(trx, actor.userId, id)
    if (!row) throw notFound(MACRO, id)
    const before = presentMacro(row, actor)
    if (!before.editable) throw denied('macro.share')
    if (row.version !== version) throw changedMeanwhile(before, form)
    const { shared, ...written } = form
    const ownerId = await mayHave(trx, actor, form, id)
    await updateMacro(trx, { id, version }, { ...written, ownerId })
    await appendEvent(trx, macroSet, { subjectId: id, actorId: actor.userId, at, data: { shared } })
    const after = presentMacro((await findMacro(trx, actor.userId, id))!, actor)
    await keepVersion(trx, {
      kind: MACRO,
      subjectId: id,
      before: { version: before.version, state: macroState(before) },
      after: { version: after.version, state: macroState(after) },
      actorId: actor.userId,
      at,
      restores,
    })
    return after
  })
