import type { Room } from '../../platform/room.ts'
import { useMailboxesWords } from './words.ts'

const { t } = useMailboxesWords()

export const mailboxesRoom: Room = {
  administration: [
    {
      to: '/administration/mailboxes',
      label: () => t('nav'),
      icon: 'i-lucide-mailbox',
      permission: 'organisation.manage',
      group: 'house',
      order: 55,
    },
  ],
  administrationRoutes: [
    {
      path: 'mailboxes',
      component: () => import('./MailboxesPage.vue'),
      meta: { permission: 'organisation.manage' as const },
    },
  ],
}
