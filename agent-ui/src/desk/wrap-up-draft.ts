/** What has been chosen in a wrap-up but not sent yet: kept while the agent looks at another page, and over a reload. */
import { reactive, watch } from 'vue'
import type { CustomForm } from '../organisation/fields/custom-form.ts'

export type WrapUpDraft = {
  dispositionId: string
  wantsTask: boolean
  title: string
  due: 'hour' | 'tomorrow' | 'week'
  /** Of a call that was made for a task: it is done with it. */
  taskDone: boolean
  /** Not reached: when the task is tried again; null leaves its time. */
  again: 'quarter' | 'hour' | 'tomorrow' | null
  /** Of the fields that an administrator added. */
  custom: CustomForm
}
const empty = (): WrapUpDraft => ({
  dispositionId: '',
  wantsTask: false,
  title: '',
  due: 'tomorrow',
  taskDone: true,
  again: null,
  custom: {},
})
const STORED = 'perezvon.wrap-up'

const read = (interactionId: string): WrapUpDraft => {
  const kept = globalThis.sessionStorage?.getItem(STORED)
  if (!kept) return empty()
  try {
    const draft = JSON.parse(kept) as WrapUpDraft & { interactionId: string }
    return draft.interactionId === interactionId ? { ...empty(), ...draft } : empty()
  } catch (error) {
    console.warn('a kept wrap-up could not be read', error)
    return empty()
  }
}

/** One wrap-up at a time is kept: the next interaction's takes its place. */
export const useWrapUpDraft = (interactionId: string): WrapUpDraft => {
  const draft = reactive(read(interactionId))
  watch(draft, (now) => globalThis.sessionStorage?.setItem(STORED, JSON.stringify({ ...now, interactionId })))
  return draft
}
