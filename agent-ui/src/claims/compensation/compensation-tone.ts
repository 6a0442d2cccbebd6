/** What the states of a compensation mean to the eye. */
import type { CompensationState } from '#shared/claims/compensation/compensation.state.ts'
import type { Tone } from '../../kit/tone.ts'

export const lookOfCompensation: Record<CompensationState, { tone: Tone; icon: string }> = {
  proposed: { tone: 'soon', icon: 'i-lucide-hourglass' },
  approved: { tone: 'done', icon: 'i-lucide-check' },
  refused: { tone: 'quiet', icon: 'i-lucide-ban' },
  withdrawn: { tone: 'quiet', icon: 'i-lucide-undo-2' },
  voided: { tone: 'quiet', icon: 'i-lucide-rotate-ccw' },
}
