import type { Room } from '../platform/room.ts'
import { useRecordWords } from './words.ts'

const { t } = useRecordWords()

export const recordRoom: Room = {
  routes: [
    { path: '/record', component: () => import('./RecordPage.vue'), meta: { permission: 'record.read' } },
  ],
  navigation: [
    {
      to: '/record',
      label: () => t('nav'),
      icon: 'i-lucide-book-open-text',
      permission: 'record.read',
      keys: 'G R',
      order: 60,
    },
  ],
}
