/** Adds to a list that people choose from, renames, orders and switches off. Nothing is removed: old rows name it. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile, differingFields } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Queryable, type Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type {
  addEntry as adding,
  DictionaryView,
  EntryView,
  editEntry as editing,
} from '#shared/organisation/dictionary.contract.ts'
import { choosable, inOrder, moved } from '#shared/organisation/dictionary.ts'
import { dictionaryChanged } from '#shared/organisation/organisation.events.ts'
import type { Administration } from '../administration.ts'
import { insertEntry, listEntries, lockEntries, placeEntries, updateEntry } from './dictionary.store.ts'
import type { Dictionary } from './dictionary.ts'

type Form = z.infer<NonNullable<(typeof adding)['body']>>
type Edit = z.infer<NonNullable<(typeof editing)['body']>>
type Place = { dictionary: Dictionary; id: string }

export const readDictionary = async (db: Queryable, dictionary: Dictionary): Promise<DictionaryView> => ({
  code: dictionary.code,
  shape: dictionary.shape,
  entries: inOrder(await listEntries(db, dictionary)),
})

/** Throws 409 `exists`; 422 at `parentId`. */
export const addEntry = (
  house: Administration,
  actor: Actor,
  dictionary: Dictionary,
  form: Form,
): Promise<DictionaryView> =>
  inTransaction(house.db, async (trx) => {
    const entries = await lockEntries(trx, dictionary)
    const { parentId } = form
    const heading = entries.find(({ id }) => id === parentId)
    // Two levels: an entry that stands under a heading is none itself.
    if (parentId !== null && (dictionary.shape === 'flat' || heading?.parentId !== null))
      throw invalid({ parentId: 'unknown' })
    const places = entries.filter((one) => one.parentId === parentId).map(({ position }) => position)
    const id = await insertEntry(trx, dictionary, { ...form, position: Math.max(-1, ...places) + 1 })
    await trace(trx, house, actor, { dictionary, id }, 'dictionary.add', { code: form.code })
    return readDictionary(trx, dictionary)
  })

/** The kind of its versions; its place among the others is no part of them. */
export const ENTRY = 'dictionary-entry'
export const entryState = ({ nameRu, nameEn, active, queueIds }: EntryView) => ({
  nameRu,
  nameEn,
  active,
  queueIds,
})

/** Throws 404. */
export const readEntry = async (db: Queryable, { dictionary, id }: Place): Promise<EntryView> =>
  find(await listEntries(db, dictionary), id)

/** Throws 409 `changed_meanwhile`; 409 `last_entry`; 422 at `queueIds`; 404. */
export const editEntry = (
  house: Administration,
  actor: Actor,
  { dictionary, id }: Place,
  { version, ...edit }: Edit,
  restores?: number,
): Promise<EntryView> =>
  inTransaction(house.db, async (trx) => {
    const entries = await lockEntries(trx, dictionary)
    const before = find(entries, id)
    if (before.version !== version) throw changedMeanwhile(before, edit)
    const fields = differingFields(before, edit)
    if (fields.length === 0) return before
    if (edit.queueIds) await queuesMustBe(trx, house, dictionary, edit.queueIds)
    const after = entries.map((one) => (one.id === id ? { ...one, ...edit } : one))
    const emptied = edit.active === false && choosable(after, dictionary.shape).length === 0
    if (emptied && !dictionary.mayBeEmpty) throw conflict('last_entry')
    await updateEntry(trx, dictionary, id, edit)
    const told = { fields, ...(restores !== undefined && { restores }) }
    await trace(trx, house, actor, { dictionary, id }, 'dictionary.edit', told)
    const now = find(await listEntries(trx, dictionary), id)
    await keepVersion(trx, {
      kind: ENTRY,
      subjectId: id,
      before: { version: before.version, state: entryState(before) },
      after: { version: now.version, state: entryState(now) },
      actorId: actor.userId,
      at: house.clock.now(),
      restores,
    })
    return now
  })

/** Throws 404. */
export const moveEntry = (
  house: Administration,
  actor: Actor,
  { dictionary, id }: Place,
  by: 'up' | 'down',
): Promise<DictionaryView> =>
  inTransaction(house.db, async (trx) => {
    const entries = await lockEntries(trx, dictionary)
    find(entries, id)
    const order = moved(entries, id, by)
    if (order) {
      await placeEntries(
        trx,
        dictionary,
        order.map((one) => one.id),
      )
      await trace(trx, house, actor, { dictionary, id }, 'dictionary.edit', { fields: ['position'] })
    }
    return readDictionary(trx, dictionary)
  })

/** Throws 422 at `queueIds`. */
const queuesMustBe = async (
  trx: Trx,
  house: Administration,
  { ofQueues }: Dictionary,
  ids: readonly string[],
): Promise<void> => {
  if (!ofQueues || (await house.unknownQueues(trx, ids)).length > 0) throw invalid({ queueIds: 'unknown' })
}

const find = (entries: EntryView[], id: string): EntryView => {
  const found = entries.find((one) => one.id === id)
  if (!found) throw notFound('entry', id)
  return found
}

const trace = async (
  trx: Trx,
  house: Administration,
  actor: Actor,
  { dictionary, id }: Place,
  action: string,
  data: Record<string, unknown>,
): Promise<void> => {
  const at = house.clock.now()
  const fields = (data.fields as string[] | undefined) ?? ['code']
  await appendEvent(trx, dictionaryChanged, {
    subjectId: id,
    actorId: actor.userId,
    at,
    data: { dictionary: dictionary.code, fields },
  })
  await house.audit(trx, {
    at,
    actorId: actor.userId,
    action,
    outcome: 'ok',
    subjectKind: 'dictionary',
    subjectId: id,
    data: { dictionary: dictionary.code, ...data },
  })
}
