/** An edit of what others edit too: what was changed here is told from what was opened, and settled with who saved first. */
import { computed, type Ref, ref, shallowRef } from 'vue'
import type { StaleFacts } from '#shared/clients/card.contract.ts'
import { editedFields, type FieldValues, rebased, settleEdit } from '#shared/clients/settle-edit.ts'
import type { ApiFailure } from '../platform/failure.ts'
import type { Choice } from './EditClash.vue'

type Change = StaleFacts['changes'][number]

/**
 * @param form what is typed, reactive
 * @param ways `holds`: whether the form shows a field; `typed`: a change with its value as the form holds it
 */
export const useSettledEdit = (
  failure: Ref<ApiFailure | null>,
  form: object,
  ways: { holds?: (field: string) => boolean; typed?: (change: Change) => Change } = {},
) => {
  const { holds = (field: string) => field in form, typed = (change: Change) => change } = ways
  const values = form as FieldValues
  const opened = shallowRef<FieldValues>({})
  const version = ref(0)
  const taken = shallowRef<Change[]>([])
  const contested = shallowRef<(Change & { mine: unknown })[]>([])
  const choices = ref<Record<string, Choice>>({})

  /** As it stands now is how it was opened. */
  const open = (at: number): void => {
    opened.value = { ...values }
    version.value = at
    taken.value = []
    contested.value = []
    choices.value = {}
  }
  /** Filled in by the form itself, not by its user. */
  const presume = (field: string, value: string): void => {
    Object.assign(form, { [field]: value })
    opened.value = { ...opened.value, [field]: value }
  }

  const edited = computed(() => editedFields(opened.value, values))
  const clashing = computed(() => taken.value.length + contested.value.length > 0)
  const undecided = computed(() => contested.value.some(({ field }) => !choices.value[field]))

  /** What both changed becomes what was chosen of it. */
  const decide = (): void => {
    for (const { field, mine, current } of contested.value) {
      const stands = choices.value[field] === 'theirs' ? current : mine
      Object.assign(form, { [field]: stands ?? '' })
    }
  }

  /** After a refusal: their changes come in, and what both changed waits for a choice. True when it was this. */
  const settle = (): boolean => {
    if (failure.value?.code !== 'stale') return false
    const facts = failure.value.facts as unknown as StaleFacts
    const changes = facts.changes.map(typed)
    const settling = settleEdit(opened.value, { ...values }, changes)
    for (const { field, current } of settling.taken) {
      if (holds(field)) Object.assign(form, { [field]: current ?? '' })
    }
    taken.value = settling.taken
    contested.value = settling.contested.map((one) => ({ ...one, mine: values[one.field] }))
    choices.value = {}
    opened.value = rebased(opened.value, changes)
    version.value = facts.version
    failure.value = null
    return true
  }

  return { version, edited, taken, contested, choices, clashing, undecided, open, presume, decide, settle }
}
