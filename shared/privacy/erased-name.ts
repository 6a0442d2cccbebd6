/** What stands where a name stood, in the client's language. */

export const erasedClientName = (language: 'ru' | 'en', number: number): string =>
  language === 'ru' ? `Удалённый клиент № ${number}` : `Erased client No. ${number}`

export const erasedPersonName = (language: 'ru' | 'en', number: number): string =>
  language === 'ru' ? `Удалённое лицо № ${number}` : `Erased person No. ${number}`
