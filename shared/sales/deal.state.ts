/** The stages of a deal. Open stages may be entered in any order: skipped and returned to, each in the log. */
import { defineStates } from '../platform/state-table.ts'

export const dealStates = defineStates({
  initial: 'lead',
  moves: {
    restart: { from: ['qualified', 'quoted', 'negotiating'], to: 'lead' },
    qualify: { from: ['lead', 'quoted', 'negotiating'], to: 'qualified' },
    quote: { from: ['lead', 'qualified', 'negotiating'], to: 'quoted' },
    negotiate: { from: ['lead', 'qualified', 'quoted'], to: 'negotiating' },
    win: { from: ['lead', 'qualified', 'quoted', 'negotiating'], to: 'won' },
    lose: { from: ['lead', 'qualified', 'quoted', 'negotiating'], to: 'lost' },
    reopen: { from: ['won', 'lost'], to: 'negotiating' },
  },
})

export type DealState = (typeof dealStates)['states'][number]
export type DealMove = keyof (typeof dealStates)['moves']

export const stages = ['lead', 'qualified', 'quoted', 'negotiating', 'won', 'lost'] as const
export const isClosed = (state: DealState): boolean => state === 'won' || state === 'lost'
