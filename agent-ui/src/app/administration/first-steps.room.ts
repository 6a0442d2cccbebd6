import type { Room } from '../../platform/room.ts'
import { useAppWords } from '../words.ts'

const { t } = useAppWords()

/** It asks every room how far it is set up, so it stands with the shell. */
export const firstStepsRoom: Room = {
  administration: [
    {
      to: '/administration/first-steps',
      label: () => t('firstSteps.title'),
      icon: 'i-lucide-list-checks',
      permission: 'organisation.manage',
      group: 'house',
      order: 1,
    },
  ],
  administrationRoutes: [
    {
      path: 'first-steps',
      component: () => import('./FirstStepsPage.vue'),
      meta: { permission: 'organisation.manage' },
    },
  ],
}
