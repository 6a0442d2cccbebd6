import type { Room } from '../../platform/room.ts'
import { usePromptsWords } from './words.ts'

const { t } = usePromptsWords()
const meta = { permission: 'flow.manage' as const }

export const promptsRoom: Room = {
  administration: [
    {
      to: '/administration/prompts',
      label: () => t('nav'),
      icon: 'i-lucide-volume-2',
      permission: 'flow.manage',
      group: 'calls',
      order: 33,
    },
  ],
  administrationRoutes: [
    { path: 'prompts', component: () => import('./PromptsPage.vue'), meta },
    { path: 'prompts/:id', component: () => import('./PromptPage.vue'), meta },
  ],
}
