/** The snippets that a claim, or a client without one, fills: read when somebody first wants one. */
import { computed, type Ref } from 'vue'
import { readClaimSnippets, readClientSnippets } from '#shared/claims/snippets/snippet.contract.ts'
import type { Language } from '../../platform/i18n.ts'
import { useLiveQuery } from '../../platform/live-query.ts'

export type OfferedSnippet = { id: string; code: string; name: string; text: string; lacking: string[] }

export type About = {
  claimId?: string | undefined
  clientId?: string | undefined
  /** Of what is written; the client's own where it is not said. */
  language?: Language | undefined
}

/** @param wanted read only while this holds */
export const useSnippetsOf = (about: () => About, wanted: Ref<boolean>) => {
  /** A subject without its id is none: with it the page's whole list would be refused. */
  const watched = (kind: string, id: string) =>
    wanted.value && id !== '' ? [`${kind}:${id}`, 'snippet'] : []
  const claimId = () => about().claimId ?? ''
  const clientId = () => about().clientId ?? ''
  const ofClaim = useLiveQuery(readClaimSnippets, () => ({ params: { id: claimId() } }), {
    enabled: () => wanted.value && claimId() !== '',
    watch: () => watched('claim', claimId()),
  })
  const ofClient = useLiveQuery(readClientSnippets, () => ({ params: { clientId: clientId() } }), {
    enabled: () => wanted.value && claimId() === '' && clientId() !== '',
    watch: () => watched('client', clientId()),
  })
  const data = computed(() => (claimId() === '' ? ofClient.data.value : ofClaim.data.value))
  const language = computed(() => about().language ?? data.value?.language)
  /** In the language wanted where there is such a text, else in the other. Undefined: not read yet. */
  return computed((): OfferedSnippet[] | undefined =>
    data.value?.snippets.flatMap(({ id, code, name, ...texts }) => {
      const other = language.value === 'ru' ? texts.en : texts.ru
      const filled = (language.value === 'ru' ? texts.ru : texts.en) ?? other
      return filled ? [{ id, code, name, ...filled }] : []
    }),
  )
}
