/** What the form calls the fields of a template, for its history too. */
import { computed } from 'vue'
import { useLetterWords } from './words.ts'

const FIELDS = ['nameRu', 'nameEn', 'headRu', 'headEn', 'subjectRu', 'subjectEn', 'bodyRu', 'bodyEn'] as const

export const useTemplateLabels = () => {
  const { t } = useLetterWords()
  return computed(
    (): Record<string, string> => ({
      ...Object.fromEntries(FIELDS.map((field) => [field, t(`templates.${field}`)])),
      active: t('templates.use'),
    }),
  )
}
