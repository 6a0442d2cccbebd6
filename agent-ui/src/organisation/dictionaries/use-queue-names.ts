/** Queues by their names, for what is of certain queues. */
import { computed } from 'vue'
import { listQueues } from '#shared/routing/queue.contract.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { named } from '../../platform/named.ts'

export const useQueueNames = () => {
  const { data } = useLiveQuery(listQueues, {}, { watch: ['queue'] })
  const queues = computed(() => data.value?.queues ?? [])
  /** Names with a comma between them; of what is not in sight a dash. */
  const namesOf = (ids: readonly string[]): string =>
    ids
      .map((id) => {
        const queue = queues.value.find((one) => one.id === id)
        return queue ? named(queue) : '—'
      })
      .join(', ')
  return { queues, namesOf }
}
