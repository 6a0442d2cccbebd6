/** What the stages of a deal mean to the eye. */
import type { DealState } from '#shared/sales/deal.state.ts'
import type { Tone } from '../kit/tone.ts'

export const lookOfStage: Record<DealState, { tone: Tone; icon: string }> = {
  lead: { tone: 'quiet', icon: 'i-lucide-sprout' },
  qualified: { tone: 'busy', icon: 'i-lucide-target' },
  quoted: { tone: 'busy', icon: 'i-lucide-file-text' },
  negotiating: { tone: 'busy', icon: 'i-lucide-messages-square' },
  won: { tone: 'done', icon: 'i-lucide-trophy' },
  lost: { tone: 'quiet', icon: 'i-lucide-circle-x' },
}
