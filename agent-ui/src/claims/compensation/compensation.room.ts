import type { Room } from '../../platform/room.ts'
import { useCompensationWords } from './words.ts'

const { t } = useCompensationWords()

export const compensationRoom: Room = {
  routes: [],
  administration: [
    {
      to: '/administration/compensation-limits',
      label: () => t('limits.nav'),
      icon: 'i-lucide-hand-coins',
      permission: 'compensation.limit',
      group: 'house',
      order: 63,
    },
  ],
  administrationRoutes: [
    {
      path: 'compensation-limits',
      component: () => import('./LimitsPage.vue'),
      meta: { permission: 'compensation.limit' },
    },
  ],
}
