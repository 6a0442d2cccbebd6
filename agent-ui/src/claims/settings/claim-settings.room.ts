import type { Room } from '../../platform/room.ts'
import { useClaimSettingsWords } from './words.ts'

const { t } = useClaimSettingsWords()
const administered = { permission: 'organisation.manage' as const }

export const claimSettingsRoom: Room = {
  routes: [],
  administration: [
    {
      to: '/administration/claim-silence',
      label: () => t('silence.nav'),
      icon: 'i-lucide-message-circle-off',
      ...administered,
      group: 'house',
      order: 36,
    },
    {
      to: '/administration/claim-incidents',
      label: () => t('incidents.nav'),
      icon: 'i-lucide-layers',
      ...administered,
      group: 'house',
      order: 37,
    },
  ],
  administrationRoutes: [
    { path: 'claim-silence', component: () => import('./SilencePage.vue'), meta: administered },
    { path: 'claim-incidents', component: () => import('./IncidentRulePage.vue'), meta: administered },
  ],
}
