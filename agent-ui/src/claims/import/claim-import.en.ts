import type { TranslationOf } from '../../platform/i18n.ts'
import type { claimImportRu } from './claim-import.ru.ts'

export const claimImportEn: TranslationOf<typeof claimImportRu> = {
  title: 'Import of claims',
  open: 'Import',
  drop: 'Drop a file with claims of the old system here',
  dropHint:
    'CSV or XLSX, up to 50 MB and 200,000 rows. The first row holds the heads of the columns. Both open and closed claims can be imported.',
  counts: {
    ready: 'Ready to import',
    stranger: 'Client not found',
    known: 'Imported before',
    repeat: 'Repeats in the file',
    faulty: 'With errors',
    created: 'Opened',
    clients: 'New clients',
    late: 'Late at once',
    skipped: 'Skipped',
    refused: 'Not written',
    removed: 'Removed',
    kept: 'Kept',
  },
  rule: {
    title: 'How their clocks will run',
    received:
      'Deadlines are counted from the date of receipt, by the clock of the client’s market. A deadline that has passed already is a breach from the day it ended.',
    steps:
      'Steps of escalation whose time passed before the import are not carried out: nobody gets letters about old rows. Steps that lie ahead come as usual.',
    people: 'Handlers see their claims on the list, without a notice for each. Nothing is sent to clients.',
    closed: 'Closed claims come closed, with their own dates and ground.',
    numbers:
      'Each gets a number of our register; the number of the old system is kept, and found by the search.',
  },
  defaults: {
    hint: 'Claims of which the file does not say otherwise get this.',
    market: 'Market of new clients',
    kind: 'New clients',
    company: 'companies',
    person: 'people',
    language: 'Language of new clients',
    category: 'Category',
    severity: 'Severity',
    currency: 'Currency of amounts',
    handler: 'Handler',
    ground: 'Ground of closing',
    dates: 'Dates with strokes',
    orders: { dmy: 'day/month/year', mdy: 'month/day/year' },
    fromFile: 'from the file alone',
    nobody: 'nobody',
  },
  stopped: 'The claims opened so far stay; the import can be undone as a whole afterwards.',
  check: {
    client: 'Client',
    claim: 'Claim',
    received: 'Received',
    closed: 'closed {at}',
    isOpen: 'open',
    noClient: 'not known',
    onStranger: 'Where the client is not found',
    strangerSkip: 'do not import their claims',
    strangerCreate: 'make a new card',
    applyCount: 'Import {n} claim | Import {n} claims',
  },
  undone:
    'The claims that the import opened will go, with the new cards made for them. What was worked with since (notes, answers, letters, edits) stays.',
  kept: 'Kept, for they were worked with',
  refused: 'Not written',
  passedOver: 'its time passed before the import, it was not carried out',
}
