/** Sources of clients, as the administration keeps them. A code that is on no list is shown as it stands. */
import { readClientSources } from '#shared/clients/source.contract.ts'
import { useLiveQuery } from '../platform/live-query.ts'
import { useListedCodes } from './use-listed-codes.ts'

export const useSources = () => {
  const { data } = useLiveQuery(readClientSources, {}, { watch: ['dictionary'] })
  const { listed, wordsOf, choices } = useListedCodes(() => data.value?.sources)
  return { sources: listed, sourceWords: wordsOf, sourceChoices: choices }
}
