import type { Room } from '../../platform/room.ts'
import { useMacroWords } from './words.ts'

const { t } = useMacroWords()

export const macrosRoom: Room = {
  routes: [
    {
      path: '/snippets',
      component: () => import('./SnippetsPage.vue'),
      meta: { permission: 'knowledge.read' },
    },
  ],
  navigation: [
    {
      to: '/snippets',
      label: () => t('nav'),
      icon: 'i-lucide-zap',
      permission: 'knowledge.read',
      keys: 'G Q',
      order: 47,
    },
  ],
}
