export const bellRu = {
  title: 'Уведомления',
  open: 'Уведомления: непрочитанных нет | Уведомления: {n} непрочитанное | Уведомления: {n} непрочитанных | Уведомления: {n} непрочитанных',
  empty: 'Уведомлений нет',
  readAll: 'Отметить все прочитанными',
  unread: 'не прочитано',
  group: 'Везде',
  kinds: {
    'task-assigned': 'Вам поручена задача «{title}»',
    'task-overdue': 'Задача просрочена: «{title}»',
    'task-unclaimed': 'Задачу никто не взял в срок: «{title}»',
    'claim-assigned': 'Вам передана претензия {number}',
    'claim-escalated': 'Претензия {number}: ступень {step} эскалации',
    'claim-moved': 'Претензия {number}: новости от клиента',
  },
  due: 'срок {at}',
} as const
