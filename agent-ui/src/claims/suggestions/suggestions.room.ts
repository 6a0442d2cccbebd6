import type { Room } from '../../platform/room.ts'
import { useSuggestionsWords } from './words.ts'

const { t } = useSuggestionsWords()

export const suggestionsRoom: Room = {
  routes: [
    {
      path: '/suggestions',
      component: () => import('./SuggestionsPage.vue'),
      meta: { permission: 'suggestion.read' },
    },
    {
      path: '/suggestions/new',
      component: () => import('./NewSuggestionPage.vue'),
      meta: { permission: 'suggestion.note' },
    },
    {
      path: '/suggestions/:id',
      component: () => import('./SuggestionPage.vue'),
      meta: { permission: 'suggestion.read' },
    },
  ],
  navigation: [
    {
      to: '/suggestions',
      label: () => t('nav'),
      icon: 'i-lucide-lightbulb',
      permission: 'suggestion.read',
      keys: 'G W',
      order: 45,
    },
  ],
}
