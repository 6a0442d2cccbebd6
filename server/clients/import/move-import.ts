/** The moves of an import that a person makes; what follows from them is the worker's. */

import type { z } from 'zod'
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ClientColumn } from '#shared/clients/import/columns.ts'
import type {
  ClientImport,
  ImportMapping,
  onKnown,
  onSuspect,
} from '#shared/clients/import/import.contract.ts'
import { importMoved } from '#shared/clients/import/import.events.ts'
import { type ImportMove, importStates } from '#shared/clients/import/import.state.ts'
import { checkReferences } from '../check-references.ts'
import { importFor, movedOn } from './import.policy.ts'
import { isUndoable, presentImport } from './import.present.ts'
import { findImport, type ImportRecord, keepMapping, moveImport } from './import.store.ts'
import { forgetFile } from './import-files.ts'
import { columnsNow, headsHash } from './recall-columns.ts'

type Change = Omit<Parameters<typeof moveImport>[3], 'at'>

/** The move, its event, and the import as it is then. @throws 409 `import_moved`; 404, 403 */
const move = async (
  platform: Platform,
  actor: Actor,
  wish: { id: string; move: ImportMove; change?: Change; within?: (trx: Trx, at: number) => Promise<void> },
): Promise<ClientImport> => {
  const at = platform.clock.now()
  await inTransaction(platform.db, async (trx) => {
    if (!(await moveImport(trx, wish.id, wish.move, { ...wish.change, at })))
      throw await movedOn(trx, wish.id)
    await wish.within?.(trx, at)
    const data = { move: wish.move, to: importStates.moves[wish.move].to }
    await appendEvent(trx, importMoved, { subjectId: wish.id, actorId: actor.userId, at, data })
  })
  return presentImport((await findImport(platform.db, wish.id))!, at)
}

const note = (
  trx: Trx,
  actor: Actor,
  at: number,
  { id, action, data }: { id: string; action: 'client.import' | 'client.import-undo'; data: object },
): Promise<void> =>
  audit(trx, {
    at,
    actorId: actor.userId,
    action,
    outcome: 'ok',
    subjectKind: 'client-import',
    subjectId: id,
    data: { ...data },
  })

/** @throws 422 at `columns` or in `defaults`; 409, 404, 403 */
export const mapImport = async (
  platform: Platform,
  actor: Actor,
  id: string,
  mapping: ImportMapping,
): Promise<ClientImport> => {
  const { db } = platform
  const record = await importFor(db, actor, id)
  mustFit(mapping, record, await columnsNow(db))
  await checkReferences(db, mapping.defaults).catch((error) => {
    throw error.fields ? invalid(under('defaults', error.fields)) : error
  })
  const known = { userId: actor.userId, headsHash: headsHash(record.headers), mapping }
  return move(platform, actor, {
    id,
    move: 'map',
    change: { columns: mapping.columns, defaults: mapping.defaults, fault: null },
    within: (trx, at) => keepMapping(trx, { ...known, at }),
  })
}

const under = (part: string, fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([field, code]) => [`${part}.${field}`, code]))

const mustFit = (
  { columns }: ImportMapping,
  { headers }: ImportRecord,
  known: readonly ClientColumn[],
): void => {
  const isKnown = (code: string | null) => code === null || known.some((one) => one.code === code)
  if (columns.length !== headers.length || !columns.every(isKnown))
    throw invalid({ columns: 'invalid_value' })
  if (!columns.includes('name')) throw invalid({ columns: 'no_name_column' })
  for (const { code, many } of known) {
    if (!many && columns.indexOf(code) !== columns.lastIndexOf(code))
      throw invalid({ columns: 'repeated_column' })
  }
}

export const checkImport = async (platform: Platform, actor: Actor, id: string): Promise<ClientImport> => {
  await importFor(platform.db, actor, id)
  const afresh = { staged: false, rows_total: null, rows_done: 0, counts: {}, fault: null }
  return move(platform, actor, { id, move: 'check', change: afresh })
}

export const applyImport = async (
  platform: Platform,
  actor: Actor,
  id: string,
  wish: { onKnown: z.infer<typeof onKnown>; onSuspect: z.infer<typeof onSuspect> },
): Promise<ClientImport> => {
  await importFor(platform.db, actor, id)
  return move(platform, actor, {
    id,
    move: 'apply',
    change: { on_known: wish.onKnown, on_suspect: wish.onSuspect, rows_done: 0 },
    within: (trx, at) =>
      note(trx, actor, at, { id, action: 'client.import', data: { step: 'begun', ...wish } }),
  })
}

export const cancelImport = async (platform: Platform, actor: Actor, id: string): Promise<ClientImport> => {
  await importFor(platform.db, actor, id)
  const cancelled = await move(platform, actor, {
    id,
    move: 'cancel',
    change: { samples: [] },
    within: (trx, at) => note(trx, actor, at, { id, action: 'client.import', data: { step: 'cancelled' } }),
  })
  await forgetFile(platform.config, id)
  return cancelled
}

/** @throws 409 `nothing_to_undo`, `import_moved`; 404, 403 */
export const undoImport = async (platform: Platform, actor: Actor, id: string): Promise<ClientImport> => {
  const record = await importFor(platform.db, actor, id)
  if (!importStates.allowed(record.state, 'undo')) throw await movedOn(platform.db, id)
  if (!isUndoable(record, platform.clock.now())) throw conflict('nothing_to_undo')
  return move(platform, actor, {
    id,
    move: 'undo',
    change: {
      undone_by: actor.userId,
      rows_done: 0,
      rows_total: (record.counts.created ?? 0) + (record.counts.filled ?? 0),
    },
    within: (trx, at) => note(trx, actor, at, { id, action: 'client.import-undo', data: { step: 'begun' } }),
  })
}
