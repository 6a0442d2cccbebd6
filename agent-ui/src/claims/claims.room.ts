import type { Room } from '../platform/room.ts'
import { useCompensationWords } from './compensation/words.ts'
import { useClaimsWords } from './words.ts'

const { t } = useClaimsWords()
const { t: compensation } = useCompensationWords()

export const claimsRoom: Room = {
  routes: [
    { path: '/claims', component: () => import('./ClaimsPage.vue'), meta: { permission: 'claim.read' } },
    {
      path: '/claims/new',
      component: () => import('./NewClaimPage.vue'),
      meta: { permission: 'claim.open' },
    },
    { path: '/claims/:id', component: () => import('./ClaimPage.vue'), meta: { permission: 'claim.read' } },
  ],
  administration: [
    {
      to: '/administration/compensation-limits',
      label: () => compensation('limits.nav'),
      icon: 'i-lucide-hand-coins',
      permission: 'compensation.limit',
      group: 'house',
      order: 60,
    },
  ],
  administrationRoutes: [
    {
      path: 'compensation-limits',
      component: () => import('./compensation/LimitsPage.vue'),
      meta: { permission: 'compensation.limit' as const },
    },
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
