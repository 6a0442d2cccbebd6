/** Templates of letters: fields in double braces, parts that stand only when a field has something. Pure. */
import Mustache from 'mustache'

/** What a template may name; the words of a reader for each are the screens' own. */
export const letterFields = [
  'number',
  'opened',
  'deadline',
  'today',
  'client',
  'person',
  'product',
  'category',
  'description',
  'findings',
  'answer',
  'grounds',
  'handler',
  'market',
] as const
export type LetterField = (typeof letterFields)[number]
/** A field without anything is an empty text. */
export type LetterFacts = Readonly<Record<LetterField, string>>

export const templateFaults = [
  'template_unclosed',
  'template_unknown_field',
  'template_unknown_sign',
] as const
export type TemplateFault = (typeof templateFaults)[number]

type Token = [kind: string, value: string, from: number, to: number, inner?: Token[] | unknown]

/** What is wrong with a template, or null. Only fields, `{{#field}}…{{/field}}` and `{{^field}}…{{/field}}` are known. */
export const templateFault = (text: string): TemplateFault | null => {
  try {
    return faultIn(Mustache.parse(text) as Token[])
  } catch {
    return 'template_unclosed'
  }
}

const isField = (name: string): name is LetterField => (letterFields as readonly string[]).includes(name)

const faultIn = (tokens: readonly Token[]): TemplateFault | null => {
  for (const [kind, value, , , inner] of tokens) {
    if (kind === 'text') continue
    if (kind !== 'name' && kind !== '#' && kind !== '^') return 'template_unknown_sign'
    if (!isField(value)) return 'template_unknown_field'
    const deeper = Array.isArray(inner) ? faultIn(inner as Token[]) : null
    if (deeper) return deeper
  }
  return null
}

/** Fields that stand in the text by themselves, outside of a part that asks whether there is such a thing. */
const barelyNamed = (tokens: readonly Token[], asked: readonly string[] = []): string[] =>
  tokens.flatMap(([kind, value, , , inner]) => {
    if (kind === 'name') return asked.includes(value) ? [] : [value]
    if (kind !== '#' && kind !== '^') return []
    return barelyNamed(inner as Token[], kind === '#' ? [...asked, value] : asked)
  })

/** @param text a template without faults */
export const renderTemplate = (text: string, facts: LetterFacts): string =>
  // A letter is no page of HTML: nothing is escaped.
  Mustache.render(text, facts, undefined, { escape: (value: unknown) => String(value) }).replaceAll(
    /\n{3,}/g,
    '\n\n',
  )

/** Fields that the letter will lack words for: named in what is said, and empty. */
export const emptyFields = (text: string, facts: LetterFacts): LetterField[] => {
  const rendered = new Set(barelyNamed(saidOf(Mustache.parse(text) as Token[], facts)).filter(isField))
  return [...rendered].filter((field) => facts[field] === '')
}

/** Without the parts that these facts leave out. */
const saidOf = (tokens: readonly Token[], facts: LetterFacts): Token[] =>
  tokens.flatMap((token): Token[] => {
    const [kind, value, , , inner] = token
    if (kind !== '#' && kind !== '^') return [token]
    const has = facts[value as LetterField] !== ''
    return has === (kind === '#') ? saidOf(inner as Token[], facts) : []
  })
