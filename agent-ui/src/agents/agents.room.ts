import type { Room } from '../platform/room.ts'
import { useAgentsWords } from './words.ts'

const { t } = useAgentsWords()

export const agentsRoom: Room = {
  administration: [
    {
      to: '/administration/skills',
      label: () => t('skills.nav'),
      icon: 'i-lucide-graduation-cap',
      permission: 'queue.manage',
      group: 'people',
      order: 30,
    },
  ],
  administrationRoutes: [
    {
      path: 'skills',
      component: () => import('./SkillsPage.vue'),
      meta: { permission: 'queue.manage' },
    },
  ],
}
