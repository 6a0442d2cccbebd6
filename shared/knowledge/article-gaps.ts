/** Topics that clients come with and nothing is written about. Pure. */

export const articleLanguages = ['ru', 'en'] as const
export type ArticleLanguage = (typeof articleLanguages)[number]

export type TopicWeight = {
  /** A kind of claims by its id, or a topic of contacts as it is named. */
  topic: { kind: 'category' | 'topic'; key: string }
  /** Of the time looked at. */
  contacts: number
  claims: number
  /** Languages of the published articles about it. */
  written: readonly ArticleLanguage[]
}
export type TopicGap = TopicWeight & {
  /** Languages in which nothing is written about it; both: nothing at all. */
  lacking: ArticleLanguage[]
}

/** How much is written in vain until there is an article: each contact and each claim is somebody who asked. */
const weightOf = ({ contacts, claims }: TopicWeight): number => contacts + claims

/** The heaviest first; of equal ones what is written in no language, then by name. What lacks nothing is no gap. */
export const topicsLacking = (topics: readonly TopicWeight[]): TopicGap[] =>
  topics
    .map((one) => ({
      ...one,
      lacking: articleLanguages.filter((language) => !one.written.includes(language)),
    }))
    .filter(({ lacking }) => lacking.length > 0)
    .sort(
      (a, b) =>
        weightOf(b) - weightOf(a) ||
        b.lacking.length - a.lacking.length ||
        (a.topic.key < b.topic.key ? -1 : 1),
    )
