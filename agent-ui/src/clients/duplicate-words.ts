/** Why two cards are thought to be of one client, in words. */
import type { Duplicate } from '#shared/clients/merge.contract.ts'
import { formatsFor } from '../platform/format.ts'
import { useClientsWords } from './words.ts'

const { t } = useClientsWords()
const { phone } = formatsFor('ru')

export const reasonWords = (reasons: Duplicate['reasons']): string =>
  reasons
    .map(({ reason, value }) => {
      const shown = reason === 'same-phone' ? phone(value) : value
      return t(`duplicates.reasons.${reason}`) + (shown ? `: ${shown}` : '')
    })
    .join(' · ')
