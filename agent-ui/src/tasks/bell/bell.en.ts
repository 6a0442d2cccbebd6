import type { TranslationOf } from '../../platform/i18n.ts'
import type { bellRu } from './bell.ru.ts'

export const bellEn: TranslationOf<typeof bellRu> = {
  title: 'Notices',
  open: 'Notices: none unread | Notices: {n} unread | Notices: {n} unread',
  empty: 'No notices',
  readAll: 'Mark all as read',
  unread: 'not read',
  moves: {
    acknowledge: 'acknowledged',
    investigate: 'findings recorded',
    answer: 'answered',
    settle: 'the client agrees',
    dispute: 'the client disagrees',
    reject: 'rejected',
    withdraw: 'withdrawn by the client',
    reopen: 'reopened',
    close: 'closed',
    other: 'there is news',
  },
  unknown: 'A new notice',
  group: 'Everywhere',
  kinds: {
    'task-assigned': 'You were given the task “{title}”',
    'task-handed': 'A task of your queue is yours now: “{title}”',
    'task-overdue': 'The task is overdue: “{title}”',
    'task-unclaimed': 'Nobody took the task in time: “{title}”',
    'message-failed': 'An SMS was not delivered: open the conversation to see why, and to send it again',
    'claim-assigned': 'You were given claim {number}',
    'claim-escalated': 'Claim {number}: escalated, step {step}',
    'number-unmapped': 'The number {number} leads nowhere of its own: its callers come by the usual flow',
    'number-without-flow': 'The flow of the number {number} is not in use: its callers come by the usual one',
    'claim-hold-ended': 'Claim {number}: the wait came to its limit, the deadlines run again',
    'claim-hold-waits': 'Claim {number}: the client is still silent, remind them',
    'claim-moved': 'Claim {number}: {move}',
  },
  due: 'due {at}',
}
