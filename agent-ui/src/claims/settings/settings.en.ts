import type { TranslationOf } from '../../platform/i18n.ts'
import type { claimSettingsRu } from './settings.ru.ts'

export const claimSettingsEn: TranslationOf<typeof claimSettingsRu> = {
  save: 'Save',
  days: 'days',
  silence: {
    nav: 'Silence',
    title: 'Silence of the client after the answer',
    hint: 'Who does not reply is reminded; then the claim is closed on the ground of silence.',
    saved: 'Saved. Claims that wait already keep their days.',
    remindAfterDays: 'Reminders, days after the answer',
    remind: 'Reminder {n}, days after the answer',
    add: 'Another reminder',
    remove: 'Take reminder {n} off',
    none: 'No reminders: the claim is closed without any.',
    lapseAfterDays: 'Close, days after the answer',
    reopenWithinDays: 'May be reopened, days after the close',
    reopenHint:
      'One closed by silence is reopened by a word of the client too. Later it takes a new claim; 0: always a new one.',
    bounds: '{min} to {max}',
  },
  incidents: {
    nav: 'Incidents',
    title: 'When claims look like one incident',
    hint: 'Claims that look alike are suggested to a lead as one group; many on one batch raise an alarm.',
    saved: 'Saved.',
    withinDays: 'Days to look back',
    onBatch: 'Group by batch: claims',
    onProduct: 'Group by product and category: claims',
    alarmAt: 'Alarm on a batch: claims',
    alarmHint: 'Leads are told once of each batch.',
    bounds: '{min} to {max}',
  },
}
