/** An article as it goes into a letter or a message: the same words without the marks that make it a page. */
import { scriptLines } from '../kit/script-lines.ts'

export const plainText = (text: string): string =>
  scriptLines(text)
    .map(({ kind, pieces }) => {
      const words = pieces.map((piece) => piece.text).join('')
      return kind === 'item' ? `• ${words}` : words
    })
    .join('\n')
