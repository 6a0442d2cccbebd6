import type { Room } from '../platform/room.ts'
import { useRoutingWords } from './words.ts'

const { t } = useRoutingWords()
const meta = { permission: 'queue.manage' as const }

export const routingRoom: Room = {
  administration: [
    {
      to: '/administration/queues',
      label: () => t('queues.nav'),
      icon: 'i-lucide-list-ordered',
      permission: 'queue.manage',
      order: 30,
    },
  ],
  administrationRoutes: [
    { path: 'queues', component: () => import('./QueuesPage.vue'), meta },
    { path: 'queues/:id', component: () => import('./QueuePage.vue'), meta },
  ],
}
