/** The moves of an import that a person makes; what follows from them is the worker's. */
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ImportColumn } from '#shared/imports/heads.ts'
import { type ImportMove, importStates } from '#shared/imports/import.state.ts'
import type { ImportChange, ImportRecord, KnownMapping } from './import.store.ts'
import { forgetFile } from './import-files.ts'
import { type ImportKind, importFor, movedOn } from './import-kind.ts'
import { isUndoable } from './present-import.ts'
import { headsHash } from './recall-columns.ts'
import type { StagedRow } from './staged-row.store.ts'

type Wish = {
  id: string
  move: ImportMove
  change?: ImportChange
  within?: (trx: Trx, at: number) => Promise<void>
}
type Kind<R extends ImportRecord, Row extends StagedRow> = ImportKind<R, Row>

/** The move, its event, and the import as it is then. @throws 409 `import_moved` */
const move = async <R extends ImportRecord, Row extends StagedRow>(
  kind: Kind<R, Row>,
  platform: Platform,
  actor: Actor,
  wish: Wish,
): Promise<R> => {
  const at = platform.clock.now()
  await inTransaction(platform.db, async (trx) => {
    if (!(await kind.store.moveImport(trx, wish.id, wish.move, { ...wish.change, at })))
      throw await movedOn(kind, trx, wish.id)
    await wish.within?.(trx, at)
    const data = { move: wish.move, to: importStates.moves[wish.move].to }
    await appendEvent(trx, kind.moved, { subjectId: wish.id, actorId: actor.userId, at, data })
  })
  return (await kind.store.findImport(platform.db, wish.id))!
}

const note = <R extends ImportRecord, Row extends StagedRow>(
  { subject }: Kind<R, Row>,
  trx: Trx,
  actor: Actor,
  { at, id, action, data }: { at: number; id: string; action: string; data: Record<string, unknown> },
): Promise<void> =>
  audit(trx, {
    at,
    actorId: actor.userId,
    action,
    outcome: 'ok',
    subjectKind: subject,
    subjectId: id,
    data,
  })

/**
 * It is said which column is what. @param checkDefaults throws 422 by the fields of what stands for the missing
 * @throws 422 at `columns` or in `defaults`; 409, 404, 403
 */
export const mapFile = async <R extends ImportRecord, Row extends StagedRow>(
  kind: Kind<R, Row>,
  platform: Platform,
  actor: Actor,
  wish: { id: string; mapping: KnownMapping; checkDefaults: () => Promise<void> },
): Promise<R> => {
  const { db } = platform
  const { id, mapping } = wish
  const record = await importFor(kind, db, actor, id)
  mustFit(mapping, record, { known: await kind.columnsNow(db), needed: kind.needed })
  await wish.checkDefaults().catch((error) => {
    throw error.fields ? invalid(under('defaults', error.fields)) : error
  })
  const known = { userId: actor.userId, headsHash: headsHash(record.headers), mapping }
  return move(kind, platform, actor, {
    id,
    move: 'map',
    change: { columns: mapping.columns, defaults: mapping.defaults, fault: null },
    within: (trx, at) => kind.store.keepMapping(trx, { ...known, at }),
  })
}

const under = (part: string, fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([field, code]) => [`${part}.${field}`, code]))

const mustFit = (
  { columns }: KnownMapping,
  { headers }: ImportRecord,
  { known, needed }: { known: readonly ImportColumn[]; needed: { column: string; fault: string } },
): void => {
  const isKnown = (code: string | null) => code === null || known.some((one) => one.code === code)
  if (columns.length !== headers.length || !columns.every(isKnown))
    throw invalid({ columns: 'invalid_value' })
  if (!columns.includes(needed.column)) throw invalid({ columns: needed.fault })
  for (const { code, many } of known) {
    if (!many && columns.indexOf(code) !== columns.lastIndexOf(code))
      throw invalid({ columns: 'repeated_column' })
  }
}

export const checkImport = async <R extends ImportRecord, Row extends StagedRow>(
  kind: Kind<R, Row>,
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<R> => {
  await importFor(kind, platform.db, actor, id)
  const afresh = { staged: false, rows_total: null, rows_done: 0, counts: {}, fault: null }
  return move(kind, platform, actor, { id, move: 'check', change: afresh })
}

/** @param wish what is to become of rows of which verdict, as the audit tells it and as the columns `on_…` keep it */
export const applyImport = async <R extends ImportRecord, Row extends StagedRow>(
  kind: Kind<R, Row>,
  platform: Platform,
  actor: Actor,
  { id, wish, columns }: { id: string; wish: Record<string, string>; columns: ImportChange },
): Promise<R> => {
  await importFor(kind, platform.db, actor, id)
  return move(kind, platform, actor, {
    id,
    move: 'apply',
    change: { ...columns, rows_done: 0 },
    within: (trx, at) =>
      note(kind, trx, actor, { at, id, action: kind.actions.apply, data: { step: 'begun', ...wish } }),
  })
}

export const cancelImport = async <R extends ImportRecord, Row extends StagedRow>(
  kind: Kind<R, Row>,
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<R> => {
  await importFor(kind, platform.db, actor, id)
  const cancelled = await move(kind, platform, actor, {
    id,
    move: 'cancel',
    change: { samples: [] },
    within: (trx, at) =>
      note(kind, trx, actor, { at, id, action: kind.actions.apply, data: { step: 'cancelled' } }),
  })
  await forgetFile(platform.config, id)
  return cancelled
}

/** @throws 409 `nothing_to_undo`, `import_moved`; 404, 403 */
export const undoImport = async <R extends ImportRecord, Row extends StagedRow>(
  kind: Kind<R, Row>,
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<R> => {
  const record = await importFor(kind, platform.db, actor, id)
  if (!importStates.allowed(record.state, 'undo')) throw await movedOn(kind, platform.db, id)
  if (!isUndoable(record, platform.clock.now())) throw conflict('nothing_to_undo')
  return move(kind, platform, actor, {
    id,
    move: 'undo',
    change: {
      undone_by: actor.userId,
      rows_done: 0,
      rows_total: (record.counts.created ?? 0) + (record.counts.filled ?? 0),
    },
    within: (trx, at) =>
      note(kind, trx, actor, { at, id, action: kind.actions.undo, data: { step: 'begun' } }),
  })
}
