/** Which of the hub's two languages a newcomer is spoken to in. */

/** Readers of these read Russian more readily than English. */
const READ_RUSSIAN = /^(ru|be|uk|kk)\b/i

const byTag = (tag: string): 'ru' | 'en' | null => {
  const text = tag.trim().replace('_', '-')
  if (!/^[a-z]{2,3}(-|$)/i.test(text)) return null
  return READ_RUSSIAN.test(text) ? 'ru' : 'en'
}

/** Tags of an Accept-Language header, the most wanted first; those with a weight of 0 are not wanted. */
const tagsOf = (header: string): string[] =>
  header
    .split(',')
    .map((part, at) => {
      const [tag = '', ...rest] = part.split(';')
      const weight = /q=([\d.]+)/.exec(rest.join(';'))?.[1]
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight), at }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .map(({ tag }) => tag)

/** What the provider says of the person, else what their browser asks for, else the house's. */
export const newUserLanguage = (known: {
  /** The claim as it came: `ru-RU`; anything else is passed over. */
  locale: unknown
  acceptLanguage: string | null
  house: 'ru' | 'en'
}): 'ru' | 'en' => {
  const claimed = typeof known.locale === 'string' ? byTag(known.locale) : null
  if (claimed) return claimed
  const wanted = tagsOf((known.acceptLanguage ?? '').slice(0, 500)).map(byTag)
  return wanted.find((language) => language !== null) ?? known.house
}
