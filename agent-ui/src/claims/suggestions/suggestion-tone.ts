/** What the states of a suggestion mean to the eye. */
import type { SuggestionState } from '#shared/claims/suggestions/suggestion.state.ts'
import type { Tone } from '../../kit/tone.ts'

export const lookOfSuggestion: Record<SuggestionState, { tone: Tone; icon: string }> = {
  received: { tone: 'soon', icon: 'i-lucide-inbox' },
  reviewed: { tone: 'busy', icon: 'i-lucide-eye' },
  accepted: { tone: 'online', icon: 'i-lucide-thumbs-up' },
  declined: { tone: 'quiet', icon: 'i-lucide-ban' },
  released: { tone: 'done', icon: 'i-lucide-rocket' },
  merged: { tone: 'quiet', icon: 'i-lucide-git-merge' },
}
