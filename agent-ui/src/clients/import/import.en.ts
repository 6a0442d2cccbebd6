import type { TranslationOf } from '../../platform/i18n.ts'
import type { importRu } from './import.ru.ts'

export const importEn: TranslationOf<typeof importRu> = {
  title: 'Import of clients',
  open: 'Import from a file',
  drop: {
    title: 'Drop a file with clients here',
    hint: 'CSV or XLSX, up to 50 MB and 200,000 rows. The first row holds the heads of the columns. A file exported from here fits too.',
  },
  counts: {
    new: 'New',
    known: 'Known',
    suspect: 'Like known ones',
    repeat: 'Repeats in the file',
    faulty: 'With errors',
    created: 'Created',
    filled: 'Filled in',
    skipped: 'Skipped',
    refused: 'Not written',
    removed: 'Removed',
    restored: 'Restored',
    kept: 'Kept',
  },
  mapping: {
    defaultsHint: 'New cards get this. Nothing is filled in with it on the cards that there are.',
    nobody: 'nobody',
  },
  progress: {
    stopText: 'The cards made so far stay; the import can be undone as a whole afterwards.',
  },
  check: {
    client: 'Client',
    card: 'Card',
    open: 'Open the card',
    onKnown: 'Clients that are known',
    knownSkip: 'leave as they are',
    knownFill: 'fill in empty fields',
    onSuspect: 'Those like known ones',
    suspectSkip: 'do not import',
    suspectCreate: 'make new cards',
    choice: 'What to do',
    choiceOf: 'What to do with row {n}',
    choices: {
      usual: 'as the others',
      skip: 'do not import',
      create: 'make a new one',
      fill: 'fill in the known one',
    },
    applyCount: 'Import {n} row | Import {n} rows',
  },
  end: {
    undoText:
      'The cards that were made will go, those filled in will be as before. What was worked with since (calls, deals, claims, edits) stays.',
    kept: 'Kept, for they were worked with',
  },
}
