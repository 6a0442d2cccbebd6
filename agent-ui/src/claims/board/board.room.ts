import type { Room } from '../../platform/room.ts'
import { useBoardWords } from './words.ts'

const { t } = useBoardWords()

export const claimBoardRoom: Room = {
  routes: [
    {
      path: '/claims/board',
      component: () => import('./ClaimBoardPage.vue'),
      meta: { permission: 'claim.board' },
    },
    {
      path: '/claims/problems',
      component: () => import('../problems/ProblemsPage.vue'),
      meta: { permission: 'claim.board' },
    },
  ],
  navigation: [
    {
      to: '/claims/board',
      label: () => t('nav'),
      icon: 'i-lucide-chart-no-axes-combined',
      permission: 'claim.board',
      keys: 'G O',
      order: 41,
    },
  ],
}
