/** The snippets that a claim fills, read when somebody first wants one. */
import { computed, type Ref } from 'vue'
import { readClaimSnippets } from '#shared/claims/snippets/snippet.contract.ts'
import { useLiveQuery } from '../../platform/live-query.ts'

export type OfferedSnippet = { id: string; code: string; name: string; text: string; lacking: string[] }

/** @param wanted read only while this holds */
export const useClaimSnippets = (claimId: () => string, wanted: Ref<boolean>) => {
  const { data, failure } = useLiveQuery(readClaimSnippets, () => ({ params: { id: claimId() } }), {
    enabled: wanted,
    watch: () => (wanted.value ? [`claim:${claimId()}`, 'snippet'] : []),
  })
  /** In the client's language where there is such a text, else in the other. Undefined: not read yet. */
  const snippets = computed((): OfferedSnippet[] | undefined =>
    data.value?.snippets.flatMap(({ id, code, name, ...texts }) => {
      const other = data.value?.language === 'ru' ? texts.en : texts.ru
      const filled = (data.value?.language === 'ru' ? texts.ru : texts.en) ?? other
      return filled ? [{ id, code, name, ...filled }] : []
    }),
  )
  return { snippets, failure }
}
