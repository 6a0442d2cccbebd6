/** What may be done with a task, from any list of them: at once, after a question, or in a dialog of its own. */
import { shallowRef } from 'vue'
import {
  cancelTask,
  listTasks,
  readMyTasks,
  readQueueTasks,
  readTask,
  releaseTask,
  type Task,
  type TaskDeed,
  takeNextTask,
  takeTask,
} from '#shared/tasks/task.contract.ts'
import { confirm } from '../kit/confirm.ts'
import { useSay } from '../kit/say.ts'
import { useCommand } from '../platform/live-query.ts'
import { taskTitle } from './task-title.ts'
import { useTasksWords } from './words.ts'

/** Every read that shows tasks. */
export const taskReads = [readMyTasks, readQueueTasks, listTasks, readTask]

export const useTaskDeeds = () => {
  const { t } = useTasksWords()
  const say = useSay()
  const taking = useCommand(takeTask, { refreshes: taskReads })
  const next = useCommand(takeNextTask, { refreshes: taskReads })
  const releasing = useCommand(releaseTask, { refreshes: taskReads })
  const cancelling = useCommand(cancelTask, { refreshes: taskReads })
  /** The task whose dialog is open. */
  const finishing = shallowRef<Task | null>(null)
  const giving = shallowRef<Task | null>(null)

  const refused = ({ failure }: Pick<typeof taking, 'failure'>) => failure.value && say.refused(failure.value)
  const atOnce = async (command: typeof taking, task: Task, said: 'take' | 'release' | 'cancel') => {
    if (await command.run({ params: { taskId: task.id } }))
      say.done(t(`said.${said}`, { number: task.number }))
    else refused(command)
  }
  const askAndCancel = async (task: Task) => {
    const question = {
      title: t('cancel.title', { number: task.number }),
      text: t('cancel.text', { title: taskTitle(task) }),
      deed: t('deeds.cancel'),
      destructive: true,
    }
    if (await confirm(question)) await atOnce(cancelling, task, 'cancel')
  }
  const deeds: Record<TaskDeed, (task: Task) => void> = {
    take: (task) => void atOnce(taking, task, 'take'),
    release: (task) => void atOnce(releasing, task, 'release'),
    cancel: (task) => void askAndCancel(task),
    finish: (task) => {
      finishing.value = task
    },
    reassign: (task) => {
      giving.value = task
    },
  }
  /** Null: nothing waits, or it was refused; both are told. */
  const takeNext = async (): Promise<Task | null> => {
    const answer = await next.run({ body: {} })
    if (!answer) {
      refused(next)
      return null
    }
    const { task } = answer.reply
    say.done(task ? t('next.taken', { number: task.number }) : t('next.none'))
    return task
  }

  return {
    act: (task: Task, deed: TaskDeed) => deeds[deed](task),
    takeNext,
    takingNext: next.pending,
    finishing,
    giving,
  }
}
export type TaskDeeds = ReturnType<typeof useTaskDeeds>
