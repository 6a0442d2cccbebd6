import type { TranslationOf } from '../../platform/i18n.ts'
import type { retentionRu } from './retention.ru.ts'

export const retentionEn: TranslationOf<typeof retentionRu> = {
  nav: 'Times of keeping',
  title: 'Times of keeping',
  hint: 'What the hub forgets by itself, and after how many days. Cards, contacts, claims and deals are not forgotten.',
  days: 'Days',
  bounds: 'from {min} to {max}',
  usual: 'usually {days}',
  save: 'Save',
  saved: 'The times are saved. They hold within ten minutes.',
  ask: 'Save? Some data will be forgotten',
  goes: '{what}: {n}.',
  moreThan: 'at least {n}',
  forGood: 'What is forgotten does not come back, even if the earlier time does.',
  names: {
    audit: 'The audit',
    outbox: 'What was sent: letters and orders to the telephony',
    webhooks: 'What the telephone network told',
    presence: 'Presence of agents',
    'notices-read': 'Notices that were read',
    'notices-unread': 'Notices that were not read',
    sessions: 'Sessions that ended',
    tokens: 'API tokens that expired',
    routing: 'Why an agent was chosen, and why a client waited',
  },
  hints: {
    audit:
      'Who signed in, changed rights, listened to recordings. The general term of claims at law is three years.',
    outbox: 'What was not sent waits for a person and is not forgotten.',
    webhooks: 'Needed to look into a complaint about the line.',
    presence: 'An agent’s day is counted by it; a month is compared with the same month of the year before.',
    'notices-read': 'The bell shows what was read lately.',
    'notices-unread': 'What nobody ever opened.',
    sessions: 'The sign-in stays in the audit.',
    tokens: 'Whose token it was.',
    routing: 'The answer to “why this agent?” and “why so long?”.',
  },
}
