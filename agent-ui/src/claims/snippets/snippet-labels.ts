/** What the form calls the fields of a snippet, for its history too. */
import { computed } from 'vue'
import { useMacroWords } from '../macros/words.ts'

export const useSnippetLabels = () => {
  const { t } = useMacroWords()
  return computed(
    (): Record<string, string> => ({
      code: t('snippets.code'),
      name: t('snippets.name'),
      textRu: t('snippets.textRu'),
      textEn: t('snippets.textEn'),
      shared: t('share'),
      active: t('use'),
    }),
  )
}
