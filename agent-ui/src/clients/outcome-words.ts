/** How an interaction came out; what is not over has no outcome yet. */
import { outcomes } from '#shared/interactions/interaction.state.ts'
import type { useClientsWords } from './words.ts'

export const outcomeWords = (
  outcome: string | null | undefined,
  t: ReturnType<typeof useClientsWords>['t'],
): string => {
  const found = outcomes.find((one) => one === outcome)
  return found ? t(`outcomes.${found}`) : t('outcomes.open')
}
