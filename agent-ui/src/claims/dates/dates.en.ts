import type { TranslationOf } from '../../platform/i18n.ts'
import type { datesRu } from './dates.ru.ts'

export const datesEn: TranslationOf<typeof datesRu> = {
  title: 'When it was sent and presented',
  open: 'Dates of the claim',
  received: 'Received by us {at}. Times are by the clock of this computer.',
  sent: 'Sent by the client',
  sentHint: 'The day of sending: the postmark, the date of the letter. Not after it was received.',
  presented: 'Presented to us',
  presentedHint: 'When it was handed over with all the papers that the contract or the law asks for.',
  hint: 'Deadlines that run from these dates are counted anew. An empty field: as it was received.',
  deed: 'Save',
  done: 'The dates are noted, the deadlines counted.',
}
