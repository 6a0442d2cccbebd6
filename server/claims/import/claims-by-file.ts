/** Claims as a kind of what files bring in, and who may bring them. */
import type { ImportKind } from '#server/imports/index.ts'
import { listFields } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { denied } from '#server/platform/errors.ts'
import { claimColumnsWith } from '#shared/claims/import/claim-columns.ts'
import { claimFaultText } from '#shared/claims/import/claim-fault-words.ts'
import { claimImportMoved, claimImportUploaded } from '#shared/claims/import/claim-import.events.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import { type ClaimImportRecord, claimImports, claimRows, type StagedClaim } from './claim-import.store.ts'

const mustReachAll = (actor: Actor, permissions: readonly Permission[]): void => {
  for (const permission of permissions) {
    if (reachOf(actor, permission).kind !== 'all') throw denied(permission)
  }
}

/** A file may hold claims of any client and market: whoever brings it sees all, and opens for all. @throws 403 `denied` */
const mayImport = (actor: Actor): void =>
  mustReachAll(actor, ['claim.import', 'client.read', 'claim.read', 'claim.open'])

/** Whoever is not known gets a card. @throws 403 `denied` */
export const mayMakeClients = (actor: Actor): void => mustReachAll(actor, ['client.edit'])

export const claimsByFile: ImportKind<ClaimImportRecord, StagedClaim> = {
  store: claimImports,
  rows: claimRows,
  uploaded: claimImportUploaded,
  moved: claimImportMoved,
  subject: 'claim-import',
  actions: { apply: 'claim.import', undo: 'claim.import-undo' },
  mayImport,
  columnsNow: async (q) => claimColumnsWith(await listFields(q, 'claim')),
  needed: { column: 'description', fault: 'no_text_column' },
  faultText: claimFaultText,
}
