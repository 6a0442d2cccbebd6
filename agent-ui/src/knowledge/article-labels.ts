/** What the form calls the fields of an article, for its history too. */
import { computed } from 'vue'
import { useKnowledgeWords } from './words.ts'

export const useArticleLabels = () => {
  const { t } = useKnowledgeWords()
  return computed(
    (): Record<string, string> => ({
      titleRu: t('form.titleRu'),
      textRu: t('form.textRu'),
      titleEn: t('form.titleEn'),
      textEn: t('form.textEn'),
      categoryId: t('form.category'),
      topic: t('form.topic'),
      productId: t('form.product'),
      groupId: t('form.group'),
    }),
  )
}
