/** Short codes of snippets: what is typed after a slash, and which snippets it may mean. Pure. */

/** Letters, digits, hyphen and underscore, in any script: none of them ends a word. */
export const CODE = /^[\p{L}\p{N}_-]{1,30}$/u
const TYPED = /(?:^|\s)\/([\p{L}\p{N}_-]{0,30})$/u

export type TypedCode = {
  /** Without the slash, as codes are kept. */
  code: string
  /** Where the slash stands in the text. */
  from: number
}

/** The code that is being typed at the cursor; null: none. A slash inside a word (and/or, a date, a path) begins none. */
export const typedCode = (text: string, cursor: number): TypedCode | null => {
  const found = TYPED.exec(text.slice(0, cursor))
  if (!found) return null
  const code = found[1] ?? ''
  return { code: code.toLowerCase(), from: cursor - code.length - 1 }
}

type Coded = { code: string; name: string }

const isNamed = (one: Coded, typed: string): boolean =>
  one.code.includes(typed) || one.name.toLowerCase().includes(typed)

/** Those whose code begins so, the shortest first; then those in whose code or name it stands. */
export const snippetsTyped = <S extends Coded>(snippets: readonly S[], typed: string): S[] => {
  const begins = snippets.filter(({ code }) => code.startsWith(typed))
  const others = snippets.filter((one) => !one.code.startsWith(typed) && isNamed(one, typed))
  return [...begins.sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1)), ...others]
}
