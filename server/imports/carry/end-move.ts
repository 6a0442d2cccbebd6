/** The moves of an import that the worker makes, each with its event; nobody's deed but the one's who began it. */
import { audit } from '#server/identity/index.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type ImportMove, importStates } from '#shared/imports/import.state.ts'
import type { ImportChange, ImportRecord } from '../import.store.ts'
import { forgetFile } from '../import-files.ts'
import type { ImportKind } from '../import-kind.ts'
import type { StagedRow } from '../staged-row.store.ts'

/** False: somebody was first, or has cancelled it. */
export const moveInRound = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  trx: Trx,
  record: { id: string; actorId: string | null; at: number },
  wish: { move: ImportMove; change?: ImportChange },
): Promise<boolean> => {
  const { id, actorId, at } = record
  if (!(await kind.store.moveImport(trx, id, wish.move, { ...wish.change, at }))) return false
  const data = { move: wish.move, to: importStates.moves[wish.move].to }
  await appendEvent(trx, kind.moved, { subjectId: id, actorId, at, data })
  return true
}

/** The last row is written: what was shown of the file goes, and the end stands in the audit with its counts. */
export const endApply = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  trx: Trx,
  { clock, config }: Platform,
  record: R,
): Promise<void> => {
  const at = clock.now()
  const by = { id: record.id, actorId: record.made_by, at }
  await moveInRound(kind, trx, by, {
    move: 'finishApply',
    change: { applied_at: new Date(at), samples: [] },
  })
  await auditEnd(kind, trx, { record, by: record.made_by, action: kind.actions.apply, at })
  await forgetFile(config, record.id)
}

export const endUndo = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  trx: Trx,
  record: R,
  at: number,
): Promise<void> => {
  const by = record.undone_by ?? record.made_by
  await moveInRound(kind, trx, { id: record.id, actorId: by, at }, { move: 'finishUndo' })
  await auditEnd(kind, trx, { record, by, action: kind.actions.undo, at })
}

const auditEnd = <R extends ImportRecord, Row extends StagedRow>(
  { subject }: ImportKind<R, Row>,
  trx: Trx,
  { record, by, action, at }: { record: R; by: string; action: string; at: number },
): Promise<void> =>
  audit(trx, {
    at,
    actorId: by,
    action,
    outcome: 'ok',
    subjectKind: subject,
    subjectId: record.id,
    data: { step: 'ended', ...record.counts },
  })

export const forgetAbandoned = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  platform: Platform,
  id: string,
): Promise<void> => {
  const by = { id, actorId: null, at: platform.clock.now() }
  await inTransaction(platform.db, (trx) =>
    moveInRound(kind, trx, by, { move: 'cancel', change: { samples: [] } }),
  )
  await forgetFile(platform.config, id)
}
