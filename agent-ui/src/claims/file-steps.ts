/** What became of a claim's file or letter, or which article helped with it, as a line of its history. */

import { useKnowledgeWords } from '../knowledge/words.ts'
import { useAttachmentWords } from './attachments/words.ts'
import { useLetterWords } from './letters/words.ts'
import { useMacroWords } from './macros/words.ts'

export const useFileSteps = () => {
  const { t: attachment, has: hasAttachment } = useAttachmentWords()
  const { t: letter, has: hasLetter } = useLetterWords()
  const { t: macro } = useMacroWords()
  const { t: knowledge } = useKnowledgeWords()
  return (kind: string, { name, to }: { name: string; to: string }): string => {
    const key = `steps.${to}`
    if (kind === 'macro') return macro('ran', { name })
    if (kind === 'article') return knowledge('used', { name })
    if (kind === 'letter') return hasLetter(key) ? letter(key, { name }) : name
    const called = name || attachment('erasedName')
    return hasAttachment(key) ? attachment(key, { name: called }) : called
  }
}
