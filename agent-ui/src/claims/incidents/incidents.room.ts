import type { Room } from '../../platform/room.ts'

/** Incidents are entered from the claims desk. */
export const incidentsRoom: Room = {
  routes: [
    {
      path: '/incidents',
      component: () => import('./IncidentsPage.vue'),
      meta: { permission: 'claim.read' },
    },
    {
      path: '/incidents/:id',
      component: () => import('./IncidentPage.vue'),
      meta: { permission: 'claim.read' },
    },
  ],
}
