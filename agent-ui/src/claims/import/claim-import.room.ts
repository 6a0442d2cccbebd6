import type { Room } from '../../platform/room.ts'
import { claimImportPalette } from './claim-import-palette.ts'

const imported = { permission: 'claim.import' as const }

export const claimImportRoom: Room = {
  routes: [
    { path: '/claims/import', component: () => import('./ClaimImportsPage.vue'), meta: imported },
    { path: '/claims/import/:importId', component: () => import('./ClaimImportPage.vue'), meta: imported },
  ],
  palette: [claimImportPalette],
}
