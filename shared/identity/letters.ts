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
