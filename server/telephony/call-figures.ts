/** Calls in progress, as figures for whoever watches the hub. */
import { callStates } from '#shared/telephony/call.state.ts'
import type { Database } from '../platform/database.ts'
import { defineFigures, type Figures } from '../platform/metrics/figures.ts'
import { countOpenCalls } from './call-figures.store.ts'

const OPEN = callStates.states.filter((state) => state !== 'ended')

export const callFigures = (db: Database): Figures =>
  defineFigures({
    figures: {
      perezvon_calls: { kind: 'gauge', help: 'Calls in progress by state', labels: ['state'] },
    },
    read: async () => {
      const counted = new Map((await countOpenCalls(db)).map(({ state, calls }) => [state, calls]))
      return {
        perezvon_calls: OPEN.map((state) => ({ labels: { state }, value: counted.get(state) ?? 0 })),
      }
    },
  })
