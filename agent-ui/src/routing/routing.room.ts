import type { Room } from '../platform/room.ts'
import { useFlowWords } from './flow/flow-words.ts'
import { useMatrixWords } from './skill-matrix/words.ts'
import { useRoutingWords } from './words.ts'

const { t } = useRoutingWords()
const { t: flowWord } = useFlowWords()
const { t: matrixWord } = useMatrixWords()
const meta = { permission: 'queue.manage' as const }

export const routingRoom: Room = {
  administration: [
    {
      to: '/administration/skill-matrix',
      label: () => matrixWord('nav'),
      icon: 'i-lucide-grid-3x3',
      permission: 'user.manage',
      group: 'people',
      order: 31,
    },
    {
      to: '/administration/queues',
      label: () => t('queues.nav'),
      icon: 'i-lucide-list-ordered',
      permission: 'queue.manage',
      group: 'calls',
      order: 30,
    },
    {
      to: '/administration/flows',
      label: () => flowWord('nav'),
      icon: 'i-lucide-git-branch',
      permission: 'flow.manage',
      group: 'calls',
      order: 32,
    },
  ],
  administrationRoutes: [
    {
      path: 'skill-matrix',
      component: () => import('./skill-matrix/SkillMatrixPage.vue'),
      meta: { permission: 'user.manage' as const },
    },
    { path: 'queues', component: () => import('./QueuesPage.vue'), meta },
    {
      path: 'flows',
      component: () => import('./flow/FlowPage.vue'),
      meta: { permission: 'flow.manage' as const },
    },
    { path: 'queues/:id', component: () => import('./QueuePage.vue'), meta },
  ],
}
