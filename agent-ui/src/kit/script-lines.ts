/** A script as lines of text to be shown: headings, items and words that stand out. Nothing of it is taken for markup. */

export type Piece = { text: string; strong: boolean }
export type Line = { kind: 'heading' | 'item' | 'text' | 'gap'; pieces: Piece[] }

const piecesOf = (text: string): Piece[] =>
  text
    .split(/(\*\*[^*]+\*\*)/)
    .filter((part) => part !== '')
    .map((part) => {
      const strong = part.length > 4 && part.startsWith('**') && part.endsWith('**')
      return { text: strong ? part.slice(2, -2) : part, strong }
    })

export const scriptLines = (script: string): Line[] =>
  script
    .trim()
    .split(/\r?\n/)
    .map((line): Line => {
      const [, mark, rest] = /^\s*(#+|[-•])\s+(.*)$/.exec(line) ?? []
      if (mark !== undefined)
        return { kind: mark.startsWith('#') ? 'heading' : 'item', pieces: piecesOf(rest ?? '') }
      return line.trim() === '' ? { kind: 'gap', pieces: [] } : { kind: 'text', pieces: piecesOf(line) }
    })
