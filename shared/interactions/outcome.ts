/** What an interaction comes to when it ends while nobody talks in it. */
import type { Outcome } from './interaction.state.ts'

/** `gave-up`: the client went; the others are the hub's own doing. */
export type SilentEnd = 'gave-up' | 'callback' | 'refused' | 'cut-off'

/**
 * Answered stays answered: a client who was passed on and gave up in the second wait is not abandoned, and is counted
 * once. That wait is a fact of its own (`interaction.second-wait-ended`).
 */
export const outcomeOfSilentEnd = (
  end: SilentEnd,
  interaction: { state: string; answeredAt: number | null },
): Outcome => {
  if (end === 'cut-off') return 'cut-off'
  if (interaction.answeredAt !== null) return 'handled'
  if (end !== 'gave-up') return end
  return interaction.state === 'waiting' ? 'abandoned' : 'left-menu'
}
