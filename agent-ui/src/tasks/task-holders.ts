/** Whom a task may be given to, as forms choose: people within one's reach, and queues. */
import { computed } from 'vue'
import { listQueues } from '#shared/routing/queue.contract.ts'
import { readAssignees } from '#shared/tasks/task.contract.ts'
import { choicesOf } from '../organisation/organisation.ts'
import { useLiveQuery } from '../platform/live-query.ts'

/** `enabled`: only who may assign is answered. */
export const useTaskHolders = (enabled: () => boolean) => {
  const assignees = useLiveQuery(readAssignees, {}, { enabled })
  const queues = useLiveQuery(listQueues, {}, { enabled, watch: ['queue'] })
  return {
    users: computed(() =>
      (assignees.data.value?.users ?? []).map(({ id, name }) => ({ value: id, label: name })),
    ),
    queues: computed(() => choicesOf(queues.data.value?.queues.filter((queue) => queue.active))),
  }
}
