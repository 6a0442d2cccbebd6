import type { Room } from '../platform/room.ts'

export const identityRoom: Room = {
  routes: [
    {
      path: '/sign-in',
      name: 'sign-in',
      component: () => import('./SignInPage.vue'),
      meta: { public: true },
    },
    {
      path: '/forgot',
      name: 'forgot',
      component: () => import('./ForgotPasswordPage.vue'),
      meta: { public: true },
    },
    {
      path: '/password',
      name: 'password',
      component: () => import('./ChoosePasswordPage.vue'),
      meta: { public: true },
    },
    {
      path: '/first-administrator',
      name: 'first-administrator',
      component: () => import('./FirstAdministratorPage.vue'),
      meta: { public: true },
    },
    { path: '/account', name: 'account', component: () => import('./AccountPage.vue') },
  ],
}
