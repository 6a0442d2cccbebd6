/**
 * A form over a row that others may edit too: it follows the row while nothing was typed, keeps what was typed when
 * something was, sends the version it began from, and asks before unsaved input is left.
 */
import { computed, type Ref, ref, watch } from 'vue'
import type { ApiFailure } from '../platform/failure.ts'
import { useUnsavedGuard } from './unsaved.ts'

type Versioned = { version: number }

type Options<Row extends Versioned, Form> = {
  row: () => Row | undefined
  formOf: (row: Row) => Form
  /** Sends the edit; null when it was refused, and then `failure` says why. */
  send: (form: Form, version: number) => Promise<{ reply: Row } | null>
  failure: Ref<ApiFailure | null>
  /** Says that it is done. */
  saved: () => void
}

export const useEditForm = <Row extends Versioned, Form>(options: Options<Row, Form>) => {
  const { failure } = options
  const form = ref(null) as Ref<Form | null>
  const shown = ref('null')
  const dirty = computed(() => JSON.stringify(form.value) !== shown.value)
  let version = 0

  /** Shows the row as it is; what was typed goes. A copy: typing must not reach into what was read. */
  const take = (row: Row): void => {
    form.value = JSON.parse(JSON.stringify(options.formOf(row))) as Form
    version = row.version
    shown.value = JSON.stringify(form.value)
  }
  watch(
    options.row,
    (row) => {
      if (row && (form.value === null || !dirty.value)) take(row)
    },
    { immediate: true },
  )

  const save = async (): Promise<void> => {
    if (form.value === null) return
    const answer = await options.send(form.value, version)
    if (!answer) return
    take(answer.reply)
    options.saved()
  }

  /** The row that a `changed_meanwhile` brought along. */
  const current = () => failure.value?.facts.current as Row
  const saveMine = (): void => {
    version = current().version
    void save()
  }
  const showTheirs = (): void => {
    take(current())
    failure.value = null
  }

  useUnsavedGuard(() => dirty.value)

  return { form, dirty, save, saveMine, showTheirs }
}
