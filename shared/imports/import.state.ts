/** The life of an import, from the file to its undoing. */
import { defineStates } from '../platform/state-table.ts'

export const importStates = defineStates({
  initial: 'uploaded',
  moves: {
    /** It is said which column of the file is what. May be said anew until cards are made. */
    map: { from: ['uploaded', 'mapped', 'checked', 'failed'], to: 'mapped' },
    check: { from: ['mapped', 'checked'], to: 'checking' },
    finishCheck: { from: ['checking'], to: 'checked' },
    /** The file cannot be read to its end. */
    fail: { from: ['checking'], to: 'failed' },
    apply: { from: ['checked'], to: 'applying' },
    finishApply: { from: ['applying'], to: 'applied' },
    /** What was made before stays, and may be undone. */
    cancel: { from: ['uploaded', 'mapped', 'checking', 'checked', 'failed', 'applying'], to: 'cancelled' },
    undo: { from: ['applied', 'cancelled'], to: 'undoing' },
    finishUndo: { from: ['undoing'], to: 'undone' },
  },
})

export type ImportState = (typeof importStates)['states'][number]
export type ImportMove = keyof (typeof importStates)['moves']

/** The worker is at it. */
export const runningStates = ['checking', 'applying', 'undoing'] as const satisfies readonly ImportState[]
