/** What a field of a letter or a snippet is called; of one that is not known, as it stands. */
import { useLetterWords } from './words.ts'

export const useFieldName = () => {
  const { t, has } = useLetterWords()
  return (name: string): string => {
    const key = `fields.${name}`
    return has(key) ? t(key) : name
  }
}
