import type { Room } from '../platform/room.ts'
import { clientPalette } from './client-palette.ts'
import { importPalette } from './import/import-palette.ts'
import { useClientsWords } from './words.ts'

const { t } = useClientsWords()

export const clientsRoom: Room = {
  routes: [
    { path: '/clients', component: () => import('./ClientsPage.vue'), meta: { permission: 'client.read' } },
    {
      path: '/clients/duplicates',
      component: () => import('./DuplicatesPage.vue'),
      meta: { permission: 'client.merge' },
    },
    {
      path: '/clients/import',
      component: () => import('./import/ImportsPage.vue'),
      meta: { permission: 'client.import' },
    },
    {
      path: '/clients/import/:importId',
      component: () => import('./import/ImportPage.vue'),
      meta: { permission: 'client.import' },
    },
    {
      path: '/clients/:clientId',
      component: () => import('./ClientPage.vue'),
      meta: { permission: 'client.read' },
    },
    {
      path: '/interactions/:interactionId',
      component: () => import('./InteractionPage.vue'),
      meta: { permission: 'interaction.read' },
    },
  ],
  navigation: [
    {
      to: '/clients',
      label: () => t('nav'),
      icon: 'i-lucide-contact',
      permission: 'client.read',
      keys: 'G C',
      order: 20,
    },
  ],
  palette: [clientPalette, importPalette],
}
