import type { Room } from '../platform/room.ts'
import { usePoliciesWords } from './policies/words.ts'
import { useClaimsWords } from './words.ts'

const { t } = useClaimsWords()
const { t: policyWord } = usePoliciesWords()

export const claimsRoom: Room = {
  routes: [
    { path: '/claims', component: () => import('./ClaimsPage.vue'), meta: { permission: 'claim.read' } },
    {
      path: '/claims/new',
      component: () => import('./NewClaimPage.vue'),
      meta: { permission: 'claim.open' },
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
  administration: [
    {
      to: '/administration/claim-deadlines',
      label: () => policyWord('nav'),
      icon: 'i-lucide-calendar-clock',
      permission: 'organisation.manage',
      group: 'house',
      order: 35,
    },
  ],
  administrationRoutes: [
    {
      path: 'claim-deadlines',
      component: () => import('./policies/PoliciesPage.vue'),
      meta: { permission: 'organisation.manage' },
    },
  ],
}
