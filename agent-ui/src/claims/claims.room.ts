import type { Room } from '../platform/room.ts'
import { useCompensationWords } from './compensation/words.ts'
import { useSuggestionsWords } from './suggestions/words.ts'
import { useClaimsWords } from './words.ts'

const { t } = useClaimsWords()
const { t: suggestions } = useSuggestionsWords()
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
    {
      path: '/incidents',
      component: () => import('./incidents/IncidentsPage.vue'),
      meta: { permission: 'claim.read' },
    },
    {
      path: '/incidents/:id',
      component: () => import('./incidents/IncidentPage.vue'),
      meta: { permission: 'claim.read' },
    },
    {
      path: '/suggestions',
      component: () => import('./suggestions/SuggestionsPage.vue'),
      meta: { permission: 'suggestion.read' },
    },
    {
      path: '/suggestions/new',
      component: () => import('./suggestions/NewSuggestionPage.vue'),
      meta: { permission: 'suggestion.note' },
    },
    {
      path: '/suggestions/:id',
      component: () => import('./suggestions/SuggestionPage.vue'),
      meta: { permission: 'suggestion.read' },
    },
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
    {
      to: '/suggestions',
      label: () => suggestions('nav'),
      icon: 'i-lucide-lightbulb',
      permission: 'suggestion.read',
      keys: 'G W',
      order: 45,
    },
  ],
}
