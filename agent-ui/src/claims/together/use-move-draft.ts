/** The form of a move being filled: kept in the browser with what it was begun from, until it is sent or dropped. */
import { computed, ref, shallowRef, watch } from 'vue'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import { claimFields } from '#shared/claims/claim.policy.ts'
import { useSession } from '../../identity/session.ts'
import { formOfMove, type MoveForm, wasTyped } from '../details/move-form.ts'
import { useKeptText, usePeek } from '../kept-text.ts'
import { baseOf, meanwhileOf, readDraft } from './meanwhile.ts'

type Move = ClaimPage['moves'][number]

/** @param chosen the move whose form is open; null: none */
export const useMoveDraft = (page: () => ClaimPage, chosen: () => Move | null) => {
  const { user } = useSession()
  const peek = usePeek()
  const placeOf = (move: string) => `${move}.${page().claim.id}`
  const kept = useKeptText(() => {
    const move = chosen()
    return move && placeOf(move.move)
  })
  const form = ref<MoveForm>(formOfMove(page()))
  const base = shallowRef(baseOf(page()))
  const typed = computed(() => {
    const move = chosen()
    return move !== null && wasTyped(move, form.value, base.value.stood)
  })
  /** The chosen move’s form as it was left, else as the claim stands. */
  const open = (): void => {
    const draft = readDraft(kept.value)
    base.value = draft?.base ?? baseOf(page())
    form.value = { ...(draft?.form ?? base.value.stood) }
  }
  watch(
    [form, base],
    () => {
      if (chosen()) kept.value = typed.value ? JSON.stringify({ form: form.value, base: base.value }) : ''
    },
    { deep: true },
  )
  // A form in which nothing was typed shows what stands.
  watch(
    () => page().claim.version,
    () => {
      if (chosen() && !typed.value) open()
    },
  )
  const meanwhile = computed(() => (typed.value ? meanwhileOf(base.value, page(), user.value?.id) : null))
  return {
    form,
    typed,
    open,
    meanwhile,
    /** What is sent names it, so that nobody’s change is overwritten unseen. */
    version: computed(() => (meanwhile.value ? base.value.version : page().claim.version)),
    /** What others changed has been seen: it comes in where nothing was typed here. */
    rebase: (): void => {
      const now = baseOf(page())
      for (const field of claimFields)
        if (form.value[field] === base.value.stood[field]) form.value[field] = now.stood[field]
      base.value = now
    },
    /** Sent, or not wanted any more. */
    forget: (): void => {
      kept.value = ''
      base.value = baseOf(page())
      form.value = { ...base.value.stood }
    },
    /** Something was begun for another move of this claim. */
    isKept: (move: string): boolean => peek(placeOf(move)) !== '',
  }
}
