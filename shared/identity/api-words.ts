/** The API document's own words, in both languages. */
import type { ApiWords } from '#shared/platform/openapi.ts'
import { type Permission, permissions } from './permissions.ts'

type Language = 'ru' | 'en'

const statuses: Record<Language, Record<number, string>> = {
  ru: {
    200: 'Сделано.',
    204: 'Сделано; отвечать нечего.',
    401: 'Никто не вошёл, или ключ не подходит: signed_out, bad_token.',
    403: 'Нельзя: denied (права нет), session_only (не для ключей API), second_factor_needed, bad_csrf, bad_origin.',
    404: 'Нет такого, или оно за пределами охвата: not_found.',
    409: 'Состояние уже другое, или так нельзя сейчас; code говорит, что именно.',
    413: 'Слишком много данных: too_large.',
    415: 'Тело не JSON: bad_encoding.',
    422: 'Поля не подходят: invalid; fields называет каждое и что с ним не так.',
    429: 'Слишком много попыток: too_many; facts.retryAfterSeconds.',
  },
  en: {
    200: 'Done.',
    204: 'Done; nothing to answer.',
    401: 'Nobody is signed in, or the token does not fit: signed_out, bad_token.',
    403: 'Not permitted: denied (no such right), session_only (closed to API tokens), second_factor_needed, bad_csrf, bad_origin.',
    404: 'There is none, or it is out of reach: not_found.',
    409: 'The state is another by now, or it cannot be done now; code says which.',
    413: 'Too much data: too_large.',
    415: 'The body is no JSON: bad_encoding.',
    422: 'Fields do not fit: invalid; fields names each and what is wrong with it.',
    429: 'Too many tries: too_many; facts.retryAfterSeconds.',
  },
}

const texts = {
  ru: {
    title: 'Перезвон: API',
    description:
      'Каждый запрос описан тем же договором, по которому его проверяет сервер. Программа приходит с ключом в заголовке «Authorization: Bearer pvz_…»; ключи выпускаются на странице «Пароль и сеансы». Времена — миллисекунды от 1970 года по UTC.',
    public: 'Открыто всем',
    'signed-in': 'Любому, кто вошёл',
    body: 'Тело запроса',
    query: 'Параметры',
    reply: 'Ответ',
    errors: 'Отказы',
    right: 'Право',
    session: 'Не для ключей API: только для вошедшего человека.',
    sections: 'Разделы',
    json: 'Документ OpenAPI 3.1',
    back: 'Вернуться в «Перезвон»',
  },
  en: {
    title: 'Perezvon: the API',
    description:
      'Each request is described by the contract that the server itself checks it with. A program comes with a token in the header “Authorization: Bearer pvz_…”; tokens are made on the page “Password and sessions”. Times are milliseconds since 1970 in UTC.',
    public: 'Open to everyone',
    'signed-in': 'Whoever is signed in',
    body: 'Body',
    query: 'Parameters',
    reply: 'Reply',
    errors: 'Refusals',
    right: 'Permission',
    session: 'Closed to API tokens: for a person who has signed in.',
    sections: 'Sections',
    json: 'OpenAPI 3.1 document',
    back: 'Back to Perezvon',
  },
} as const

export const apiTexts = (language: Language): Record<keyof (typeof texts)['ru'], string> => texts[language]

export const apiWords = (language: Language): ApiWords => ({
  title: texts[language].title,
  description: texts[language].description,
  gate: (gate) =>
    gate === 'public' || gate === 'signed-in'
      ? texts[language][gate]
      : (permissions[gate as Permission]?.[language] ?? gate),
  status: (status) => statuses[language][status] ?? String(status),
})
