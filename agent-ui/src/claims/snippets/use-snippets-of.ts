/** The snippets that a claim, or a client without one, fills: read when somebody first wants one. */
import { computed, type Ref } from 'vue'
import { readClaimSnippets, readClientSnippets } from '#shared/claims/snippets/snippet.contract.ts'
import { useLiveQuery } from '../../platform/live-query.ts'

export type OfferedSnippet = { id: string; code: string; name: string; text: string; lacking: string[] }

export type About = { claimId?: string | undefined; clientId?: string | undefined }

/** @param wanted read only while this holds */
export const useSnippetsOf = (about: () => About, wanted: Ref<boolean>) => {
  const watched = (subject: string) => (wanted.value ? [subject, 'snippet'] : [])
  const claimId = () => about().claimId ?? ''
  const clientId = () => about().clientId ?? ''
  const ofClaim = useLiveQuery(readClaimSnippets, () => ({ params: { id: claimId() } }), {
    enabled: () => wanted.value && claimId() !== '',
    watch: () => watched(`claim:${claimId()}`),
  })
  const ofClient = useLiveQuery(readClientSnippets, () => ({ params: { clientId: clientId() } }), {
    enabled: () => wanted.value && claimId() === '' && clientId() !== '',
    watch: () => watched(`client:${clientId()}`),
  })
  const data = computed(() => (claimId() === '' ? ofClient.data.value : ofClaim.data.value))
  /** In the client's language where there is such a text, else in the other. Undefined: not read yet. */
  return computed((): OfferedSnippet[] | undefined =>
    data.value?.snippets.flatMap(({ id, code, name, ...texts }) => {
      const other = data.value?.language === 'ru' ? texts.en : texts.ru
      const filled = (data.value?.language === 'ru' ? texts.ru : texts.en) ?? other
      return filled ? [{ id, code, name, ...filled }] : []
    }),
  )
}
