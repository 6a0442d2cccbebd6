/** An article as its form holds it: choices as texts, `''` for none. */
import type { Article, NewArticle } from '#shared/knowledge/article.contract.ts'

export type ArticleForm = { [K in keyof NewArticle]: string }

export const emptyArticle = (about: { category?: string; topic?: string } = {}): ArticleForm => ({
  titleRu: '',
  textRu: '',
  titleEn: '',
  textEn: '',
  categoryId: about.category ?? '',
  topic: about.topic ?? '',
  productId: '',
  groupId: '',
})

export const formOfArticle = (article: Article): ArticleForm => ({
  titleRu: article.titleRu,
  textRu: article.textRu,
  titleEn: article.titleEn,
  textEn: article.textEn,
  categoryId: article.category?.id ?? '',
  topic: article.topic ?? '',
  productId: article.product?.id ?? '',
  groupId: article.group?.id ?? '',
})

/** A product says its group. */
export const bodyOfArticle = (form: ArticleForm): NewArticle => ({
  ...form,
  categoryId: form.categoryId || null,
  topic: form.topic || null,
  productId: form.productId || null,
  groupId: form.productId ? null : form.groupId || null,
})
