import type { Room } from '../../platform/room.ts'
import { useNetworkWords } from './words.ts'

const { t } = useNetworkWords()
const meta = { permission: 'telephony.manage' as const }

export const networkRoom: Room = {
  administration: [
    {
      to: '/administration/numbers',
      label: () => t('numbers.nav'),
      icon: 'i-lucide-hash',
      permission: 'telephony.manage',
      group: 'calls',
      order: 34,
    },
    {
      to: '/administration/network',
      label: () => t('nav'),
      icon: 'i-lucide-phone-incoming',
      permission: 'telephony.manage',
      group: 'calls',
      order: 36,
    },
  ],
  administrationRoutes: [
    { path: 'numbers', component: () => import('./NumbersPage.vue'), meta },
    { path: 'network', component: () => import('./NetworkPage.vue'), meta },
  ],
}
