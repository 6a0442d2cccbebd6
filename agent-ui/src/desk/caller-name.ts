/** Who is on the line, as short as it can be told: the client, else the number, else that there is none. */
import type { CallerPeek } from '#shared/routing/desk.contract.ts'
import { useFormats } from '../platform/format.ts'
import { useDeskWords } from './words.ts'

export const useCallerName = () => {
  const { t } = useDeskWords()
  const formats = useFormats()
  return (caller: Pick<CallerPeek, 'client' | 'address'>): string => {
    if (caller.client) return caller.client.name
    return caller.address ? formats.value.phone(caller.address) : t('offer.hidden')
  }
}
