/** Asks before what can't be undone. One dialog at a time, shown by ConfirmDialog in the app's frame. */
import { shallowRef } from 'vue'

export type Question = {
  title: string
  text?: string
  /** The deed itself, as a verb: "Удалить", not "ОК". */
  deed: string
  destructive?: boolean
}

export const asked = shallowRef<(Question & { answer: (yes: boolean) => void }) | null>(null)

/** True when the user agreed. A second question takes the first one's place, and the first counts as refused. */
export const confirm = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    asked.value?.answer(false)
    asked.value = {
      ...question,
      answer: (yes) => {
        asked.value = null
        resolve(yes)
      },
    }
  })
