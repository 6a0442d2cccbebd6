/** The moves of an import that the worker makes, each with its event; nobody's deed but the one's who began it. */
import { audit } from '#server/identity/index.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { importMoved } from '#shared/clients/import/import.events.ts'
import { type ImportMove, importStates } from '#shared/clients/import/import.state.ts'
import { type ImportRecord, moveImport } from '../import.store.ts'
import { forgetFile } from '../import-files.ts'

type Change = Omit<Parameters<typeof moveImport>[3], 'at'>

/** False: somebody was first, or has cancelled it. */
export const moveInRound = async (
  trx: Trx,
  record: { id: string; actorId: string | null },
  move: ImportMove,
  { at, ...change }: Change & { at: number },
): Promise<boolean> => {
  if (!(await moveImport(trx, record.id, move, { ...change, at }))) return false
  const data = { move, to: importStates.moves[move].to }
  await appendEvent(trx, importMoved, { subjectId: record.id, actorId: record.actorId, at, data })
  return true
}

/** The end of what changed cards stands in the audit with its counts. */
export const auditEnd = (
  trx: Trx,
  record: ImportRecord,
  action: 'client.import' | 'client.import-undo',
  at: number,
): Promise<void> =>
  audit(trx, {
    at,
    actorId: record.made_by,
    action,
    outcome: 'ok',
    subjectKind: 'client-import',
    subjectId: record.id,
    data: { step: 'ended', ...record.counts },
  })

export const forgetAbandoned = async (platform: Platform, id: string): Promise<void> => {
  const at = platform.clock.now()
  await inTransaction(platform.db, (trx) =>
    moveInRound(trx, { id, actorId: null }, 'cancel', { at, samples: [] }),
  )
  await forgetFile(platform.config, id)
}
