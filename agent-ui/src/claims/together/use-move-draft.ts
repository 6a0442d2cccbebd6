/** The text of a move being written: kept in the browser with what it was begun from, until it is sent or dropped. */
import { computed } from 'vue'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import { useSession } from '../../identity/session.ts'
import { useKeptText, usePeek } from '../kept-text.ts'
import { baseOf, meanwhileOf, readBase } from './meanwhile.ts'

/** @param move the one whose text is open; null: none */
export const useMoveDraft = (page: () => ClaimPage, move: () => string | null) => {
  const place = () => {
    const name = move()
    return name && `${name}.${page().claim.id}`
  }
  const kept = useKeptText(place)
  const begun = useKeptText(() => place() && `${place()}.base`)
  const { user } = useSession()
  const peek = usePeek()
  const base = computed(() => readBase(begun.value) ?? baseOf(page()))
  const meanwhile = computed(() =>
    kept.value === '' ? null : meanwhileOf(base.value, page(), user.value?.id),
  )
  const rebase = () => {
    begun.value = JSON.stringify(baseOf(page()))
  }
  return {
    text: computed({
      get: () => kept.value,
      set: (text: string) => {
        if (kept.value === '' && text !== '') rebase()
        kept.value = text
        if (text === '') begun.value = ''
      },
    }),
    meanwhile,
    /** What is sent names it, so that nobody’s change is overwritten unseen. */
    version: computed(() => (meanwhile.value ? base.value.version : page().claim.version)),
    /** What others changed has been seen. */
    rebase,
    /** Of another move of this claim. */
    keptOf: (name: string) => peek(`${name}.${page().claim.id}`),
  }
}
