/** How a card's phones, or tasks, can be called now: read anew when a client opens or closes their call page. */
import { computed } from 'vue'
import {
  type ClientWays,
  readClientWays,
  readTaskWays,
  type TaskWay,
} from '#shared/routing/outbound.contract.ts'
import type { Task } from '#shared/tasks/task.contract.ts'
import { useSession } from '../../identity/session.ts'
import { useLiveQuery } from '../../platform/live-query.ts'

/** `asked`: whether this card can be called from at all. */
export const useClientWays = (clientId: () => string, asked: () => boolean) => {
  const { may } = useSession()
  const { data } = useLiveQuery(readClientWays, () => ({ params: { clientId: clientId() } }), {
    watch: () => ['page', `client:${clientId()}`],
    enabled: () => may('call.start') && asked(),
  })
  return {
    wayOf: (addressId: string): ClientWays['phones'][number] | undefined =>
      data.value?.phones.find((one) => one.addressId === addressId),
    /** Null where no page is open. */
    page: computed(() => (data.value?.page.why === 'page_closed' ? null : (data.value?.page ?? null))),
    /** The one that the card's key calls. */
    firstPhone: computed(() => data.value?.phones.find(({ why }) => why === null)?.addressId ?? null),
  }
}

/** Tasks that are done by calling. */
const isCall = (task: Task): boolean =>
  (task.state === 'open' || task.state === 'taken') &&
  (task.kind === 'callback' || task.kind === 'missed' || task.address !== null) &&
  task.deeds.some((deed) => deed === 'take' || deed === 'finish')

const MOST = 200

export const useTaskWays = (tasks: () => readonly Task[]) => {
  const { may } = useSession()
  const ids = computed(() =>
    tasks()
      .filter(isCall)
      .slice(0, MOST)
      .map(({ id }) => id)
      .join(','),
  )
  const { data } = useLiveQuery(readTaskWays, () => ({ query: { taskIds: ids.value } }), {
    watch: ['page', 'task'],
    enabled: () => may('call.start') && ids.value !== '',
    keepPrevious: true,
  })
  return (taskId: string): TaskWay | undefined => data.value?.ways.find((way) => way.taskId === taskId)
}
