import type { Room } from '../platform/room.ts'
import { useSupervisionWords } from './words.ts'

const { t } = useSupervisionWords()

export const supervisionRoom: Room = {
  routes: [
    { path: '/board', component: () => import('./BoardPage.vue'), meta: { permission: 'queue.watch' } },
    {
      path: '/interactions/:interactionId/routing',
      component: () => import('./RoutingPage.vue'),
      meta: { permission: 'routing.explain' },
    },
  ],
  navigation: [
    {
      to: '/board',
      label: () => t('nav'),
      icon: 'i-lucide-radar',
      permission: 'queue.watch',
      keys: 'G B',
      order: 70,
    },
  ],
}
