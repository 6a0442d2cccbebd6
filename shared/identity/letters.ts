/** What the hub writes to users about their access, in their language. */
export type LetterText = { subject: string; text: string }

export const resetLetter = (language: 'ru' | 'en', facts: { name: string; link: string }): LetterText =>
  language === 'ru'
    ? {
        subject: 'Перезвон: новый пароль',
        text: [
          `${facts.name}, здравствуйте!`,
          'Кто-то (надеемся, вы) попросил сменить пароль. Выберите новый по ссылке, она действует один час:',
          facts.link,
          'Если это были не вы, ничего делать не нужно: прежний пароль остаётся в силе.',
        ].join('\n\n'),
      }
    : {
        subject: 'Perezvon: a new password',
        text: [
          `Hello ${facts.name},`,
          'Someone, we hope you, asked to change your password. Choose a new one here within an hour:',
          facts.link,
          'If it was not you, do nothing: your password stays as it is.',
        ].join('\n\n'),
      }

export const invitationLetter = (
  language: 'ru' | 'en',
  facts: { name: string; link: string; by: string },
): LetterText =>
  language === 'ru'
    ? {
        subject: 'Перезвон: приглашение',
        text: [
          `${facts.name}, здравствуйте!`,
          `${facts.by} приглашает вас работать в «Перезвоне». Выберите пароль по ссылке, она действует семь дней:`,
          facts.link,
        ].join('\n\n'),
      }
    : {
        subject: 'Perezvon: your invitation',
        text: [
          `Hello ${facts.name},`,
          `${facts.by} invites you to work in Perezvon. Choose your password here within seven days:`,
          facts.link,
        ].join('\n\n'),
      }

type SecondFactorDeed = 'on' | 'removed' | 'reset' | 'codes-renewed'

const secondFactorNews = {
  ru: {
    on: 'Теперь при входе, кроме пароля, нужен код из приложения на телефоне.',
    removed: 'Код из приложения при входе больше не нужен: второй фактор снят вашим паролем и кодом.',
    reset: 'Администратор снял второй фактор входа. Войдите с паролем и настройте его заново.',
    'codes-renewed': 'Выданы новые запасные коды для входа; прежние больше не действуют.',
  },
  en: {
    on: 'From now on signing in asks for a code of the app on your phone besides the password.',
    removed:
      'Signing in asks for no code any more: the second factor was removed with your password and a code.',
    reset:
      'An administrator has removed the second factor of your sign-in. Sign in with your password and set it up anew.',
    'codes-renewed': 'New recovery codes were made; the old ones open nothing any more.',
  },
} as const

/** Told whenever a second factor changes: whoever did not do it must learn of it. */
export const secondFactorLetter = (
  language: 'ru' | 'en',
  facts: { name: string; how: SecondFactorDeed },
): LetterText => ({
  subject: language === 'ru' ? 'Перезвон: двухфакторный вход' : 'Perezvon: two-factor sign-in',
  text: (language === 'ru'
    ? [
        `${facts.name}, здравствуйте!`,
        secondFactorNews.ru[facts.how],
        'Если вы об этом не знали, сразу скажите администратору.',
      ]
    : [
        `Hello ${facts.name},`,
        secondFactorNews.en[facts.how],
        'If this is news to you, tell your administrator at once.',
      ]
  ).join('\n\n'),
})
