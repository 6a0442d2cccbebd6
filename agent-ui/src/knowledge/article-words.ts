/** An article in words: its title in the screen's language where it has one, its topic, its product. */
import type { ListedArticle } from '#shared/knowledge/article.contract.ts'
import type { ArticleState } from '#shared/knowledge/article.state.ts'
import { type ArticleLanguage, articleLanguages } from '#shared/knowledge/article-gaps.ts'
import type { Tone } from '../kit/tone.ts'
import { named } from '../platform/named.ts'
import { topicName } from '../platform/words.ts'

type Titled = Pick<ListedArticle, 'titleRu' | 'titleEn'>

const titleIn = (article: Titled, language: ArticleLanguage): string =>
  language === 'ru' ? article.titleRu : article.titleEn

export const languagesOf = (article: Titled): ArticleLanguage[] =>
  articleLanguages.filter((language) => titleIn(article, language) !== '')

/** The language asked for, else the one that there is. */
export const languageOf = (article: Titled, wanted: ArticleLanguage): ArticleLanguage =>
  titleIn(article, wanted) !== '' ? wanted : (languagesOf(article)[0] ?? wanted)

export const titleOf = (article: Titled, wanted: ArticleLanguage): string =>
  titleIn(article, languageOf(article, wanted))

export const topicOf = ({ category, topic }: Pick<ListedArticle, 'category' | 'topic'>): string =>
  [category && named(category), topic && topicName(topic)].filter(Boolean).join(' · ')

/** Null: of all products. */
export const productOf = ({ product, group }: Pick<ListedArticle, 'product' | 'group'>): string | null => {
  const one = product ?? group
  return one && named(one)
}

export const lookOfArticle: Record<ArticleState, { tone: Tone; icon: string }> = {
  draft: { tone: 'soon', icon: 'i-lucide-pencil' },
  published: { tone: 'online', icon: 'i-lucide-check' },
  withdrawn: { tone: 'quiet', icon: 'i-lucide-archive' },
}
