import type { TranslationOf } from '../platform/i18n.ts'
import type { interactionsRu } from './interactions.ru.ts'

export const interactionsEn: TranslationOf<typeof interactionsRu> = {
  nav: 'Interactions',
  title: 'Interactions',
  empty: 'No such interactions',
  emptyHint: 'Change the filter or the period.',
  search: 'Client',
  export: 'Export as a file',
  columns: {
    client: 'Client',
    arrived: 'When',
    kind: 'Kind',
    queue: 'Queue',
    agent: 'Agent',
    outcome: 'Outcome',
    talk: 'Talk',
  },
  unknown: 'Client not known',
  directions: { inbound: 'Inbound', outbound: 'Outbound' },
  filter: {
    label: 'Filter of interactions',
    from: 'From',
    to: 'To',
    channel: 'Channel',
    anyChannel: 'Any channel',
    direction: 'Direction',
    anyDirection: 'Both directions',
    queue: 'Queue',
    anyQueue: 'Any queue',
    agent: 'Agent',
    anyAgent: 'Any agent',
    disposition: 'Disposition',
    anyDisposition: 'Any disposition',
  },
  keys: { group: 'Interactions', search: 'Find a client' },
}
