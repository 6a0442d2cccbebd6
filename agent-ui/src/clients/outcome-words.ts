/** How an interaction came out; what is not over has no outcome yet. */
import type { useClientsWords } from './words.ts'

const known = ['handled', 'abandoned', 'callback', 'cut-off', 'left-menu', 'refused', 'not-reached'] as const

export const outcomeWords = (
  outcome: string | null | undefined,
  t: ReturnType<typeof useClientsWords>['t'],
): string => {
  const found = known.find((one) => one === outcome)
  return found ? t(`outcomes.${found}`) : t('outcomes.open')
}
