/** What the states and the severity of a claim mean to the eye. */
import type { ClaimState, Severity } from '#shared/claims/claim.state.ts'
import type { Tone } from '../kit/tone.ts'

type Look = { tone: Tone; icon: string }

export const lookOfState: Record<ClaimState, Look> = {
  received: { tone: 'soon', icon: 'i-lucide-inbox' },
  acknowledged: { tone: 'busy', icon: 'i-lucide-circle-play' },
  assessed: { tone: 'busy', icon: 'i-lucide-gauge' },
  investigated: { tone: 'busy', icon: 'i-lucide-search-check' },
  proposed: { tone: 'soon', icon: 'i-lucide-file-question-mark' },
  approved: { tone: 'busy', icon: 'i-lucide-file-check' },
  communicated: { tone: 'quiet', icon: 'i-lucide-message-square-reply' },
  settled: { tone: 'done', icon: 'i-lucide-handshake' },
  disputed: { tone: 'soon', icon: 'i-lucide-message-square-warning' },
  verified: { tone: 'done', icon: 'i-lucide-badge-check' },
  rejected: { tone: 'quiet', icon: 'i-lucide-ban' },
  withdrawn: { tone: 'quiet', icon: 'i-lucide-undo-2' },
  closed: { tone: 'quiet', icon: 'i-lucide-lock' },
}

export const lookOfSeverity: Record<Severity, Look> = {
  low: { tone: 'quiet', icon: 'i-lucide-chevron-down' },
  normal: { tone: 'quiet', icon: 'i-lucide-equal' },
  high: { tone: 'soon', icon: 'i-lucide-chevrons-up' },
  critical: { tone: 'breach', icon: 'i-lucide-siren' },
}
