/** The screens of an import, as they bring in clients. */
import * as contract from '#shared/clients/import/import.contract.ts'
import type { ImportScreen } from '../../imports/import-screen.ts'
import { useImportWords } from './words.ts'

const { t } = useImportWords()

export const clientScreen: ImportScreen<contract.ClientImport> = {
  path: '/clients/import',
  back: '/clients',
  subject: 'client-import',
  api: {
    upload: contract.uploadImport,
    list: contract.listImports,
    read: contract.readImport,
    reread: contract.rereadImport,
    cancel: contract.cancelImport,
    undo: contract.undoImport,
    faults: contract.downloadFaults,
  },
  words: {
    title: () => t('title'),
    drop: () => t('drop.title'),
    dropHint: () => t('drop.hint'),
    stopped: () => t('progress.stopText'),
    undone: () => t('end.undoText'),
    verdicts: contract.verdicts,
    deeds: contract.importCounts.filter((name) => !contract.verdicts.some((verdict) => verdict === name)),
    count: (name) => t(`counts.${name as contract.ImportCount}`),
  },
}
