/** Pages by address; each is loaded when first visited. Every visit passes decideVisit. */
import { createRouter, createWebHistory, type Router } from 'vue-router'
import { safeNext } from '#shared/identity/safe-next.ts'
import { useSession } from '../identity/session.ts'
import { allowed, decideVisit } from '../platform/access.ts'
import { watchMissedPages } from './missed-page.ts'
import { administration, rooms } from './rooms.ts'

export const createPages = (): Router => {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', name: 'home', component: () => import('./HomePage.vue') },
      ...rooms.flatMap((room) => room.routes ?? []),
      {
        path: '/administration',
        component: () => import('./administration/AdministrationFrame.vue'),
        children: [
          { path: '', name: 'administration', redirect: firstAdministrationPage },
          ...rooms.flatMap((room) => room.administrationRoutes ?? []),
        ],
      },
      { path: '/denied', name: 'denied', component: () => import('./DeniedPage.vue') },
      { path: '/:rest(.*)*', name: 'not-found', component: () => import('./NotFoundPage.vue') },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })

  router.beforeEach((to) => {
    const { session, user, may } = useSession()
    // Whatever the page, the second factor's set-up stands before it: the way there is kept.
    if (session.value?.secondFactor === 'needed') return true
    const visit = decideVisit(
      {
        fullPath: to.fullPath,
        public: to.meta.public === true,
        permission: to.meta.permission,
        firstAdministrator: to.name === 'first-administrator',
      },
      {
        signedIn: user.value !== null,
        needsFirstAdministrator: session.value?.needsFirstAdministrator ?? false,
        may,
      },
    )
    if (visit.kind === 'go') return true
    if (visit.kind === 'sign-in') {
      return { name: 'sign-in', query: visit.next === '/' ? {} : { next: safeNext(visit.next) } }
    }
    if (visit.kind === 'denied') return { name: 'denied', query: { page: to.path } }
    return { name: visit.kind }
  })

  watchMissedPages(router)
  return router
}

const firstAdministrationPage = () => {
  const { may } = useSession()
  return administration.find((item) => allowed(item.permission, may))?.to ?? '/denied'
}
