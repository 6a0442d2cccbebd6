import type { Room } from '../platform/room.ts'

export const privacyRoom: Room = {
  routes: [
    {
      path: '/clients/holds',
      component: () => import('./HoldsPage.vue'),
      meta: { permission: 'client.hold' },
    },
  ],
}
