/** What became of the sweeps, as all workers together have written it down. */
import type { Database } from '../database.ts'
import { readSweeps, type SweepRow } from '../sweep.store.ts'
import { defineFigures, type Figures } from './figures.ts'

const labels = ['sweep'] as const

export const sweepFigures = (db: Database): Figures =>
  defineFigures({
    figures: {
      perezvon_sweep_runs_total: { kind: 'counter', help: 'Rounds of a sweep', labels },
      perezvon_sweep_failures_total: { kind: 'counter', help: 'Rounds of a sweep that failed', labels },
      perezvon_sweep_seconds_total: { kind: 'counter', help: 'Time that a sweep has worked', labels },
      perezvon_sweep_last_seconds: { kind: 'gauge', help: 'Time that its last round took', labels },
      perezvon_sweep_last_begin_timestamp_seconds: {
        kind: 'gauge',
        help: 'When its last round began, Unix time',
        labels,
      },
      perezvon_sweep_interval_seconds: { kind: 'gauge', help: 'How often it is to run', labels },
    },
    read: async () => {
      const rows = await readSweeps(db)
      const of = (value: (row: SweepRow) => number | null) =>
        rows.flatMap((row) => {
          const found = value(row)
          return found === null ? [] : [{ labels: { sweep: row.name }, value: found }]
        })
      return {
        perezvon_sweep_runs_total: of(({ runs }) => runs),
        perezvon_sweep_failures_total: of(({ failures }) => failures),
        perezvon_sweep_seconds_total: of(({ busy_ms }) => busy_ms / 1_000),
        perezvon_sweep_last_seconds: of(({ last_ms }) => (last_ms === null ? null : last_ms / 1_000)),
        perezvon_sweep_last_begin_timestamp_seconds: of(({ last_began_at }) =>
          last_began_at === null ? null : last_began_at / 1_000,
        ),
        perezvon_sweep_interval_seconds: of(({ every_ms }) => every_ms / 1_000),
      }
    },
  })
