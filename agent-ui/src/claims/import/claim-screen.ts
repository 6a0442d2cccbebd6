/** The screens of an import, as they bring in claims. */
import * as contract from '#shared/claims/import/claim-import.contract.ts'
import type { ImportScreen } from '../../imports/import-screen.ts'
import { useClaimImportWords } from './words.ts'

const { t } = useClaimImportWords()

export const claimScreen: ImportScreen<contract.ClaimImport> = {
  path: '/claims/import',
  back: '/claims',
  subject: 'claim-import',
  api: {
    upload: contract.uploadClaims,
    list: contract.listClaimImports,
    read: contract.readClaimImport,
    reread: contract.rereadClaims,
    cancel: contract.cancelClaims,
    undo: contract.undoClaims,
    faults: contract.downloadClaimFaults,
  },
  words: {
    title: () => t('title'),
    drop: () => t('drop'),
    dropHint: () => t('dropHint'),
    stopped: () => t('stopped'),
    undone: () => t('undone'),
    verdicts: contract.claimVerdicts,
    deeds: contract.claimImportCounts.filter(
      (name) => !contract.claimVerdicts.some((verdict) => verdict === name),
    ),
    count: (name) => t(`counts.${name as contract.ClaimImportCount}`),
  },
}
