export const similarRu = {
  title: 'Похожие прошлые претензии',
  none: 'Похожих ещё не было.',
  likenesses: {
    batch: 'та же партия',
    cause: 'та же причина',
    product: 'тот же товар',
    category: 'тот же вид',
    words: 'похожие слова',
  },
  answer: 'Ответили',
  findings: 'Выяснили',
  cost: 'Обошлось в {money}',
  free: 'без выплат',
} as const
