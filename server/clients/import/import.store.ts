/** SQL of imports of clients. */
import { type ImportRecord as AnyRecord, importStore } from '#server/imports/index.ts'
import type { ImportDefaults } from '#shared/clients/import/import.contract.ts'

export type ImportRecord = AnyRecord<ImportDefaults> & {
  on_known: 'skip' | 'fill' | null
  on_suspect: 'skip' | 'create' | null
}

export const clientImports = importStore<ImportRecord>({
  imports: 'client_imports',
  mappings: 'client_import_mappings',
})
