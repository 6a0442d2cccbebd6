import type { AdministrationItem, Room } from '../platform/room.ts'
import { useAdministrationWords } from './administration-words.ts'
import { useSingleSignOnWords } from './single-sign-on/words.ts'

const { t } = useAdministrationWords()
const { t: s } = useSingleSignOnWords()

const administration: AdministrationItem[] = [
  {
    to: '/administration/users',
    label: () => t('users.nav'),
    icon: 'i-lucide-users',
    permission: 'user.read',
    group: 'people',
    order: 10,
  },
  {
    to: '/administration/roles',
    label: () => t('roles.nav'),
    icon: 'i-lucide-shield-check',
    permission: 'role.manage',
    group: 'people',
    order: 20,
  },
  {
    to: '/administration/single-sign-on',
    label: () => s('nav'),
    icon: 'i-lucide-log-in',
    permission: 'role.manage',
    group: 'people',
    order: 25,
  },
  {
    to: '/administration/audit',
    label: () => t('audit.nav'),
    icon: 'i-lucide-scroll-text',
    permission: 'audit.read',
    group: 'oversight',
    order: 80,
  },
  {
    to: '/administration/outbox',
    label: () => t('outbox.nav'),
    icon: 'i-lucide-send',
    permission: 'outbox.manage',
    group: 'oversight',
    order: 90,
  },
  {
    to: '/administration/jobs',
    label: () => t('jobs.nav'),
    icon: 'i-lucide-timer',
    permission: 'outbox.manage',
    group: 'oversight',
    order: 95,
  },
]

export const identityRoom: Room = {
  routes: [
    {
      path: '/sign-in',
      name: 'sign-in',
      component: () => import('./gate/SignInPage.vue'),
      meta: { public: true },
    },
    {
      path: '/forgot',
      name: 'forgot',
      component: () => import('./gate/ForgotPasswordPage.vue'),
      meta: { public: true },
    },
    {
      path: '/password',
      name: 'password',
      component: () => import('./gate/ChoosePasswordPage.vue'),
      meta: { public: true },
    },
    {
      path: '/first-administrator',
      name: 'first-administrator',
      component: () => import('./gate/FirstAdministratorPage.vue'),
      meta: { public: true },
    },
    { path: '/account', name: 'account', component: () => import('./account/AccountPage.vue') },
  ],
  administration,
  administrationRoutes: [
    { path: 'users', component: () => import('./users/UsersPage.vue'), meta: { permission: 'user.read' } },
    { path: 'users/:id', component: () => import('./users/UserPage.vue'), meta: { permission: 'user.read' } },
    {
      path: 'roles',
      component: () => import('./roles/RolesPage.vue'),
      meta: { permission: ['role.manage', 'user.read'] },
    },
    {
      path: 'roles/new',
      component: () => import('./roles/NewRolePage.vue'),
      meta: { permission: 'role.manage' },
    },
    {
      path: 'roles/:id',
      component: () => import('./roles/RolePage.vue'),
      meta: { permission: 'role.manage' },
    },
    {
      path: 'single-sign-on',
      component: () => import('./single-sign-on/SingleSignOnPage.vue'),
      meta: { permission: 'role.manage' },
    },
    { path: 'audit', component: () => import('./audit/AuditPage.vue'), meta: { permission: 'audit.read' } },
    {
      path: 'outbox',
      component: () => import('./outbox/OutboxPage.vue'),
      meta: { permission: 'outbox.manage' },
    },
    {
      path: 'jobs',
      component: () => import('./jobs/JobsPage.vue'),
      meta: { permission: 'outbox.manage' },
    },
  ],
}
