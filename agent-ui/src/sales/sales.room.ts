import type { Room } from '../platform/room.ts'
import { useSalesWords } from './words.ts'

const { t } = useSalesWords()

export const salesRoom: Room = {
  routes: [
    { path: '/deals', component: () => import('./DealsPage.vue'), meta: { permission: 'deal.read' } },
    { path: '/deals/new', component: () => import('./NewDealPage.vue'), meta: { permission: 'deal.work' } },
    { path: '/deals/:id', component: () => import('./DealPage.vue'), meta: { permission: 'deal.read' } },
  ],
  administration: [
    {
      to: '/administration/products',
      label: () => t('products.nav'),
      icon: 'i-lucide-package',
      permission: 'organisation.manage',
      group: 'house',
      order: 45,
    },
    {
      to: '/administration/rates',
      label: () => t('rates.nav'),
      icon: 'i-lucide-scale',
      permission: 'rate.manage',
      group: 'house',
      order: 50,
    },
  ],
  administrationRoutes: [
    {
      path: 'products',
      component: () => import('./products/ProductsPage.vue'),
      meta: { permission: 'organisation.manage' as const },
    },
    {
      path: 'rates',
      component: () => import('./rates/RatesPage.vue'),
      meta: { permission: 'rate.manage' as const },
    },
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
