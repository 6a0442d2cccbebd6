/** Branches of trade, as the administration keeps them. What is on no list is shown as it stands. */
import { readClientIndustries } from '#shared/clients/industry.contract.ts'
import { useLiveQuery } from '../platform/live-query.ts'
import { useListedCodes } from './use-listed-codes.ts'

export const useIndustries = () => {
  const { data } = useLiveQuery(readClientIndustries, {}, { watch: ['dictionary'] })
  const { wordsOf, choices } = useListedCodes(() => data.value?.industries)
  return { industryWords: wordsOf, industryChoices: choices }
}
