/** What became of a claim's file or letter, as a line of its history. */
import { useAttachmentWords } from './attachments/words.ts'
import { useLetterWords } from './letters/words.ts'

export const useFileSteps = () => {
  const { t: attachment, has: hasAttachment } = useAttachmentWords()
  const { t: letter, has: hasLetter } = useLetterWords()
  return (kind: string, { name, to }: { name: string; to: string }): string => {
    const key = `steps.${to}`
    if (kind === 'letter') return hasLetter(key) ? letter(key, { name }) : name
    const called = name || attachment('erasedName')
    return hasAttachment(key) ? attachment(key, { name: called }) : called
  }
}
