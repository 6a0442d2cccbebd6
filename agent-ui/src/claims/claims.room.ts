import type { Room } from '../platform/room.ts'
import { useClaimsWords } from './words.ts'

const { t } = useClaimsWords()

export const claimsRoom: Room = {
  routes: [
    { path: '/claims', component: () => import('./ClaimsPage.vue'), meta: { permission: 'claim.read' } },
    {
      path: '/claims/new',
      component: () => import('./NewClaimPage.vue'),
      meta: { permission: 'claim.open' },
    },
    {
      path: '/claims/assignment',
      component: () => import('./assignment/AssignmentPage.vue'),
      meta: { permission: 'claim.lead' },
    },
    {
      path: '/claims/:id/clocks/:clock',
      component: () => import('./clocks/ReceiptPage.vue'),
      meta: { permission: 'claim.read' },
    },
    { path: '/claims/:id', component: () => import('./ClaimPage.vue'), meta: { permission: 'claim.read' } },
  ],
  navigation: [
    {
      to: '/claims',
      label: () => t('nav'),
      icon: 'i-lucide-megaphone',
      permission: 'claim.read',
      keys: 'G P',
      order: 40,
    },
  ],
}
