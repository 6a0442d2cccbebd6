import type { TranslationOf } from '../../platform/i18n.ts'
import type { bellRu } from './bell.ru.ts'

export const bellEn: TranslationOf<typeof bellRu> = {
  title: 'Notices',
  open: 'Notices: none unread | Notices: {n} unread | Notices: {n} unread',
  empty: 'No notices',
  readAll: 'Mark all as read',
  unread: 'not read',
  group: 'Everywhere',
  kinds: {
    'task-assigned': 'You were given the task “{title}”',
    'task-overdue': 'The task is overdue: “{title}”',
    'task-unclaimed': 'Nobody took the task in time: “{title}”',
    'claim-assigned': 'You were given claim {number}',
    'claim-escalated': 'Claim {number}: step {step} of escalation',
    'claim-moved': 'Claim {number}: word from the client',
  },
  due: 'due {at}',
}
