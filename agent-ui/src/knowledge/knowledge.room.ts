import type { Room } from '../platform/room.ts'
import { useKnowledgeWords } from './words.ts'

const { t } = useKnowledgeWords()
const written = { permission: 'knowledge.write' as const }
const read = { permission: 'knowledge.read' as const }

export const knowledgeRoom: Room = {
  routes: [
    { path: '/knowledge', component: () => import('./KnowledgePage.vue'), meta: read },
    { path: '/knowledge/gaps', component: () => import('./GapsPage.vue'), meta: written },
    { path: '/knowledge/new', component: () => import('./form/NewArticlePage.vue'), meta: written },
    { path: '/knowledge/:id/edit', component: () => import('./form/EditArticlePage.vue'), meta: written },
    { path: '/knowledge/:id', component: () => import('./ArticlePage.vue'), meta: read },
  ],
  navigation: [
    {
      to: '/knowledge',
      label: () => t('nav'),
      icon: 'i-lucide-book-open',
      permission: 'knowledge.read',
      keys: 'G K',
      order: 46,
    },
  ],
}
