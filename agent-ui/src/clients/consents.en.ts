import type { TranslationOf } from '../platform/i18n.ts'
import type { consentsRu } from './consents.ru.ts'

export const consentsEn: TranslationOf<typeof consentsRu> = {
  title: 'Consents',
  none: 'No consent is recorded.',
  record: 'Record',
  history: 'Whole history',
  purpose: 'For what',
  state: 'The client’s word',
  source: 'How it came',
  day: 'Date',
  giver: 'Who',
  note: 'Note',
  purposes: {
    processing: 'Processing of personal data',
    marketing: 'Mailings and marketing calls',
    recording: 'Recording of calls',
    transfer: 'Passing data to third parties',
    messages: 'SMS to the phone',
    calls: 'Calls from us',
  },
  states: { given: 'Given', withdrawn: 'Withdrawn' },
  sources: {
    call: 'call',
    form: 'paper form',
    site: 'web site',
    letter: 'letter',
    contract: 'contract',
    messenger: 'messenger',
    message: 'the client’s SMS',
  },
}
