import type { Room } from '../platform/room.ts'
import { useTasksWords } from './words.ts'

const { t } = useTasksWords()

export const tasksRoom: Room = {
  routes: [
    { path: '/tasks', component: () => import('./TasksPage.vue'), meta: { permission: 'task.read' } },
    { path: '/tasks/:taskId', component: () => import('./TaskPage.vue'), meta: { permission: 'task.read' } },
  ],
  navigation: [
    {
      to: '/tasks',
      label: () => t('nav'),
      icon: 'i-lucide-list-checks',
      permission: 'task.read',
      keys: 'G T',
      order: 30,
    },
  ],
}
