import type { Room } from '../platform/room.ts'
import { useSalesWords } from './words.ts'

const { t } = useSalesWords()

export const salesRoom: Room = {
  routes: [
    { path: '/deals', component: () => import('./DealsPage.vue'), meta: { permission: 'deal.read' } },
    { path: '/deals/new', component: () => import('./NewDealPage.vue'), meta: { permission: 'deal.work' } },
    { path: '/deals/:id', component: () => import('./DealPage.vue'), meta: { permission: 'deal.read' } },
  ],
  navigation: [
    {
      to: '/deals',
      label: () => t('nav'),
      icon: 'i-lucide-handshake',
      permission: 'deal.read',
      keys: 'G S',
      order: 50,
    },
  ],
}
