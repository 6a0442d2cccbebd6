/** What the form of a field calls each thing that is said of one. */
import { computed } from 'vue'
import { useFieldWords } from './words.ts'

const KEYS = [
  'nameRu',
  'nameEn',
  'hintRu',
  'hintEn',
  'unitRu',
  'unitEn',
  'decimals',
  'options',
  'required',
  'searchable',
  'personal',
] as const

export const useFieldLabels = () => {
  const { t } = useFieldWords()
  return computed(() => ({
    ...Object.fromEntries(KEYS.map((key) => [key, t(key)])),
    groupId: t('group'),
    archived: t('archived'),
  }))
}
