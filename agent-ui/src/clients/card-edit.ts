/** Editing a card that others edit too: sends what was changed here, and settles with who saved meanwhile. */
import { type Ref, reactive } from 'vue'
import type { ClientCard, ClientChange } from '#shared/clients/card.contract.ts'
import type { FieldValues } from '#shared/clients/settle-edit.ts'
import { idOfKey } from '#shared/organisation/custom-value.ts'
import { typedValue } from '../organisation/fields/custom-form.ts'
import type { ApiFailure } from '../platform/failure.ts'
import { type CardForm, cardFieldsOf, cardFormOf } from './card-form.ts'
import { useSettledEdit } from './settled-edit.ts'

export const useCardEdit = (failure: Ref<ApiFailure | null>) => {
  const form = reactive<CardForm>(cardFormOf())
  const { version, open, ...edit } = useSettledEdit(failure, form, {
    holds: (field) => field in form || idOfKey(field) !== null,
    // Values of added fields as the form holds them.
    typed: (change) => (idOfKey(change.field) ? { ...change, current: typedValue(change.current) } : change),
  })

  const start = (card?: ClientCard): void => {
    for (const key of Object.keys(form)) if (idOfKey(key)) delete form[key as keyof CardForm]
    Object.assign(form, cardFormOf(card))
    open(card?.version ?? 0)
  }
  /** What is sent: the card's own fields that were changed here, on the card as it is known to stand. */
  const change = (): ClientChange & { version: number } => {
    const fields = cardFieldsOf(form) as FieldValues
    const own = edit.edited.value.filter((field) => field in fields)
    return { ...Object.fromEntries(own.map((field) => [field, fields[field]])), version: version.value }
  }

  return { ...edit, form, start, change }
}
