/** Who waits and what became of offers, as figures for whoever watches the hub. */
import type { LoggedEvent } from '#shared/platform/event.ts'
import { offerAccepted, offerDeclined, offerExpired, offerWithdrawn } from '#shared/routing/offer.events.ts'
import type { Database } from '../platform/database.ts'
import { defineFigures, type Figures } from '../platform/metrics/figures.ts'
import { readWaiting } from './waiting-figures.store.ts'

export const waitingFigures = (db: Database): Figures =>
  defineFigures({
    figures: {
      perezvon_queue_waiting: { kind: 'gauge', help: 'Clients who wait in a queue', labels: ['queue'] },
      perezvon_queue_longest_wait_seconds: {
        kind: 'gauge',
        help: 'How long the first of those who wait in a queue has been waiting',
        labels: ['queue'],
      },
    },
    read: async () => {
      const rows = await readWaiting(db)
      return {
        perezvon_queue_waiting: rows.map(({ queue, waiting }) => ({ labels: { queue }, value: waiting })),
        perezvon_queue_longest_wait_seconds: rows.map(({ queue, longest_s }) => ({
          labels: { queue },
          value: longest_s,
        })),
      }
    },
  })

const ENDS = new Map<string, string>([
  [offerAccepted.kind, 'accepted'],
  [offerDeclined.kind, 'declined'],
  [offerExpired.kind, 'expired'],
  [offerWithdrawn.kind, 'withdrawn'],
])

/** Counted from the log as this server follows it, since it began: no statement reads the offers of all time. */
export const countOffers = (): {
  onEvents(events: LoggedEvent[]): void
  ended(): ReadonlyMap<string, number>
} => {
  const ended = new Map<string, number>([...ENDS.values()].map((end) => [end, 0]))
  return {
    onEvents: (events: LoggedEvent[]): void => {
      for (const { kind } of events) {
        const end = ENDS.get(kind)
        if (end) ended.set(end, (ended.get(end) ?? 0) + 1)
      }
    },
    ended: () => ended,
  }
}

export const offerEndFigures = (ended: () => ReadonlyMap<string, number>): Figures =>
  defineFigures({
    figures: {
      perezvon_offers_ended_total: {
        kind: 'counter',
        help: 'Offers to agents that have ended since this server began, by how',
        labels: ['end'],
      },
    },
    read: async () => ({
      perezvon_offers_ended_total: [...ended()].map(([end, value]) => ({ labels: { end }, value })),
    }),
  })
