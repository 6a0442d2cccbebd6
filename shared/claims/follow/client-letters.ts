/** Letters to a client about their claim, in the client's language. The number in the subject brings an answer back to it. */
export type ClientNews = {
  language: 'ru' | 'en'
  number: string
  /** The client's own page of the claim. */
  link: string
  /** The number of the claim in which it goes on. */
  other?: string | null
}
type Letter = { subject: string; text: string }
type Words = { subject: string; lead: string; page: string; hint: string }

const ru = {
  link: {
    subject: 'ваша претензия',
    lead: 'На этой странице видно, что происходит с вашей претензией {number}. Там же можно написать нам.',
  },
  written: { subject: 'мы вам написали', lead: 'Мы написали вам по претензии {number}.' },
  answered: {
    subject: 'ответ готов',
    lead: 'По претензии {number} готов ответ. Согласитесь с ним или напишите, что не так.',
  },
  reminder: {
    subject: 'ждём вашего слова',
    lead: 'Мы ответили на претензию {number} и ждём вашего слова: согласны ли вы. Без него мы закроем претензию; если решение не подошло, напишите, и мы вернёмся к ней.',
  },
  merged: {
    subject: 'ваша претензия продолжается в другой',
    lead: 'Претензия {number} объединена с другой вашей претензией об этом же: {other}. Ответ придёт по ней.',
  },
  page: 'Страница вашей претензии:',
  hint: 'Ссылка открывает только эту претензию: не пересылайте её посторонним.',
} as const
const en = {
  link: {
    subject: 'your claim',
    lead: 'This page shows how your claim {number} stands. You can write to us there as well.',
  },
  written: { subject: 'we have written to you', lead: 'We have written to you about claim {number}.' },
  answered: {
    subject: 'our answer is ready',
    lead: 'There is an answer to claim {number}. Accept it, or tell us what is wrong.',
  },
  reminder: {
    subject: 'we await your word',
    lead: 'We answered claim {number} and await your word: do you agree? Without it we shall close the claim; if the answer does not suit you, write to us and we shall return to it.',
  },
  merged: {
    subject: 'your claim goes on in another',
    lead: 'Claim {number} was joined with another of your claims on the same matter: {other}. The answer will come on that one.',
  },
  page: 'The page of your claim:',
  hint: 'The link opens this claim only: please do not pass it on.',
} as const

/** `[RU-2026-000012]`: what threads a letter onto its claim. */
export const numberTag = (number: string): string => `[${number}]`

const compose = (news: ClientNews, words: Words): Letter => ({
  subject: `${numberTag(news.number)} ${words.subject}`,
  text: [
    words.lead.replace('{number}', news.number).replace('{other}', news.other ?? ''),
    '',
    `${words.page} ${news.link}`,
    '',
    words.hint,
    '',
  ].join('\n'),
})

/** What a letter is for: the link alone, news on the page, the answer on it, a reminder of it, a claim joined with another. */
export type NewsKind = 'link' | 'written' | 'answered' | 'reminder' | 'merged'

export const clientLetter = (kind: NewsKind, news: ClientNews): Letter => {
  const all = news.language === 'ru' ? ru : en
  return compose(news, { ...all[kind], page: all.page, hint: all.hint })
}

/** To whoever wrote by mail the answer itself, and the page below it. */
export const replyLetter = (news: ClientNews & { text: string }): Letter => {
  const { page, written } = news.language === 'ru' ? ru : en
  return {
    subject: `${numberTag(news.number)} ${written.subject}`,
    text: [news.text, '', '-- ', `${page} ${news.link}`, ''].join('\n'),
  }
}
