/** Figures of the outbox and of the log of events. */
import type { Cursor } from '#shared/platform/event.ts'
import { MAIL } from '#shared/platform/mail.ts'
import type { Platform } from '../platform.ts'
import { defineFigures, type Figures } from './figures.ts'
import { readEventLags, readOutboxFigures } from './platform.figures.store.ts'

/** `cursor`: where this server stands in the log. */
export const platformFigures = ({ db, config }: Platform, cursor: () => Cursor): Figures[] => [
  defineFigures({
    figures: {
      perezvon_outbox_effects: {
        kind: 'gauge',
        help: 'Effects that have not left the hub: pending, and dead letters',
        labels: ['state'],
      },
      perezvon_outbox_overdue_seconds: {
        kind: 'gauge',
        help: 'How long the longest due effect has been waiting to be carried out',
      },
    },
    read: async () => {
      const { pending, dead, overdue_s } = await readOutboxFigures(db, config.SMTP_URL ? null : MAIL)
      return {
        perezvon_outbox_effects: [
          { labels: { state: 'pending' }, value: pending },
          { labels: { state: 'dead' }, value: dead },
        ],
        perezvon_outbox_overdue_seconds: [{ value: overdue_s }],
      }
    },
  }),
  defineFigures({
    figures: {
      perezvon_event_lag_seconds: {
        kind: 'gauge',
        help: 'Age of the first event that a reader of the log has still to read',
        labels: ['reader'],
      },
    },
    read: async () => {
      const lags = await readEventLags(db, cursor())
      return {
        perezvon_event_lag_seconds: lags.map(({ reader, seconds }) => ({
          labels: { reader },
          value: seconds,
        })),
      }
    },
  }),
]
