/** What a task is about, in the reader's language: a person's words, or the hub's cause put into words. */
import { useTasksWords } from './words.ts'

const { t, has } = useTasksWords()

export const taskTitle = (task: { title?: unknown; cause?: unknown }): string => {
  const key = `causes.${String(task.cause ?? '')}`
  if (has(key)) return t(key)
  return typeof task.title === 'string' ? task.title : ''
}
