/** What the form calls the fields of a macro, for its history too. */
import { computed } from 'vue'
import { useMacroWords } from './words.ts'

export const useMacroLabels = () => {
  const { t } = useMacroWords()
  return computed(
    (): Record<string, string> => ({
      name: t('macros.name'),
      steps: t('macros.steps'),
      shared: t('share'),
      active: t('use'),
    }),
  )
}
