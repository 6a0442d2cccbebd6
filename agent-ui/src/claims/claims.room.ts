import type { Room } from '../platform/room.ts'
import { useAttachmentWords } from './attachments/words.ts'
import { useLetterWords } from './letters/words.ts'
import { usePoliciesWords } from './policies/words.ts'
import { useClaimsWords } from './words.ts'

const { t } = useClaimsWords()
const { t: letterWord } = useLetterWords()
const { t: attachmentWord } = useAttachmentWords()
const { t: policyWord } = usePoliciesWords()

const administered = { permission: 'organisation.manage' as const }

export const claimsRoom: Room = {
  routes: [
    { path: '/claims', component: () => import('./ClaimsPage.vue'), meta: { permission: 'claim.read' } },
    {
      path: '/claims/new',
      component: () => import('./NewClaimPage.vue'),
      meta: { permission: 'claim.open' },
    },
    {
      path: '/claims/assignment',
      component: () => import('./assignment/AssignmentPage.vue'),
      meta: { permission: 'claim.lead' },
    },
    {
      path: '/letters',
      component: () => import('./letters/LettersPage.vue'),
      meta: { permission: 'claim.read' },
    },
    {
      path: '/claims/:id/clocks/:clock',
      component: () => import('./clocks/ReceiptPage.vue'),
      meta: { permission: 'claim.read' },
    },
    { path: '/claims/:id', component: () => import('./ClaimPage.vue'), meta: { permission: 'claim.read' } },
  ],
  navigation: [
    {
      to: '/claims',
      label: () => t('nav'),
      icon: 'i-lucide-megaphone',
      permission: 'claim.read',
      keys: 'G P',
      order: 40,
    },
    {
      to: '/letters',
      label: () => letterWord('nav'),
      icon: 'i-lucide-mails',
      permission: 'claim.read',
      keys: 'G L',
      order: 42,
    },
  ],
  administration: [
    {
      to: '/administration/claim-deadlines',
      label: () => policyWord('nav'),
      icon: 'i-lucide-calendar-clock',
      permission: 'organisation.manage',
      group: 'house',
      order: 35,
    },
    {
      to: '/administration/attachments',
      label: () => attachmentWord('limits.nav'),
      icon: 'i-lucide-paperclip',
      permission: 'organisation.manage',
      group: 'house',
      order: 62,
    },
    {
      to: '/administration/letter-templates',
      label: () => letterWord('templates.nav'),
      icon: 'i-lucide-file-text',
      permission: 'organisation.manage',
      group: 'house',
      order: 60,
    },
  ],
  administrationRoutes: [
    {
      path: 'claim-deadlines',
      component: () => import('./policies/PoliciesPage.vue'),
      meta: { permission: 'organisation.manage' },
    },
    { path: 'attachments', component: () => import('./attachments/LimitsPage.vue'), meta: administered },
    { path: 'letter-templates', component: () => import('./letters/TemplatesPage.vue'), meta: administered },
    {
      path: 'letter-templates/new',
      component: () => import('./letters/NewTemplatePage.vue'),
      meta: administered,
    },
    {
      path: 'letter-templates/:id',
      component: () => import('./letters/TemplatePage.vue'),
      meta: administered,
    },
  ],
}
