/** Editing a card that others edit too: sends what was changed here, and settles with who saved meanwhile. */
import { computed, type Ref, reactive, ref, shallowRef } from 'vue'
import type { ClientCard, ClientChange, StaleFacts } from '#shared/clients/card.contract.ts'
import { editedFields, type FieldValues, rebased, settleEdit } from '#shared/clients/settle-edit.ts'
import { idOfKey } from '#shared/organisation/custom-value.ts'
import { typedValue } from '../organisation/fields/custom-form.ts'
import type { ApiFailure } from '../platform/failure.ts'
import { type CardForm, cardFieldsOf, cardFormOf } from './card-form.ts'
import type { Choice } from './EditClash.vue'

type Change = StaleFacts['changes'][number]

export const useCardEdit = (failure: Ref<ApiFailure | null>) => {
  const form = reactive<CardForm>(cardFormOf())
  const opened = shallowRef<FieldValues>({})
  const version = ref(0)
  const taken = shallowRef<Change[]>([])
  const contested = shallowRef<(Change & { mine: unknown })[]>([])
  const choices = ref<Record<string, Choice>>({})

  const start = (card?: ClientCard): void => {
    for (const key of Object.keys(form)) if (idOfKey(key)) delete form[key as keyof CardForm]
    Object.assign(form, cardFormOf(card))
    opened.value = { ...cardFormOf(card) }
    version.value = card?.version ?? 0
    clear()
  }
  /** Filled in by the form itself, not by its user. */
  const presume = (field: keyof CardForm, value: string): void => {
    Object.assign(form, { [field]: value })
    opened.value = { ...opened.value, [field]: value }
  }
  const clear = (): void => {
    taken.value = []
    contested.value = []
    choices.value = {}
  }

  const edited = computed(() => editedFields(opened.value, form))
  const clashing = computed(() => taken.value.length + contested.value.length > 0)
  const undecided = computed(() => contested.value.some(({ field }) => !choices.value[field]))

  /** What both changed becomes what was chosen of it. */
  const decide = (): void => {
    for (const { field, mine, current } of contested.value) {
      const stands = choices.value[field] === 'theirs' ? current : mine
      Object.assign(form, { [field]: stands ?? '' })
    }
  }
  /** What is sent: the card's own fields that were changed here, on the card as it is known to stand. */
  const change = (): ClientChange & { version: number } => {
    const fields = cardFieldsOf(form) as FieldValues
    const own = edited.value.filter((field) => field in fields)
    return { ...Object.fromEntries(own.map((field) => [field, fields[field]])), version: version.value }
  }

  /** After a refusal: their changes come in, and what both changed waits for a choice. True when it was this. */
  const settle = (): boolean => {
    if (failure.value?.code !== 'stale') return false
    const facts = asTyped(failure.value.facts as unknown as StaleFacts)
    const settling = settleEdit(opened.value, { ...form }, facts.changes)
    for (const { field, current } of settling.taken) {
      if (field in form || idOfKey(field)) Object.assign(form, { [field]: current ?? '' })
    }
    taken.value = settling.taken
    contested.value = settling.contested.map((one) => ({ ...one, mine: form[one.field as keyof CardForm] }))
    choices.value = {}
    opened.value = rebased(opened.value, facts.changes)
    version.value = facts.version
    failure.value = null
    return true
  }

  return {
    form,
    edited,
    taken,
    contested,
    choices,
    clashing,
    undecided,
    start,
    presume,
    decide,
    change,
    settle,
  }
}

/** Values of added fields as the form holds them. */
const asTyped = (facts: StaleFacts): StaleFacts => ({
  ...facts,
  changes: facts.changes.map((change) =>
    idOfKey(change.field) ? { ...change, current: typedValue(change.current) } : change,
  ),
})
