import type { Room } from '../platform/room.ts'
import { useInteractionsWords } from './words.ts'

const { t } = useInteractionsWords()

export const interactionsRoom: Room = {
  routes: [
    {
      path: '/interactions',
      component: () => import('./InteractionsPage.vue'),
      meta: { permission: 'interaction.read' },
    },
  ],
  navigation: [
    {
      to: '/interactions',
      label: () => t('nav'),
      icon: 'i-lucide-messages-square',
      permission: 'interaction.read',
      keys: 'G I',
      order: 25,
    },
  ],
}
