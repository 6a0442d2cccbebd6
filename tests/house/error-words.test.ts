/** Whatever the hub refuses, the screen has words for it: every code of the sources is looked up in both languages. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** By a computed path: the types of these tests know no browser. */
const wordsOf = async (
  language: 'ru' | 'en',
): Promise<Record<'errors' | 'fields', Record<string, string>>> => {
  const file = fileURLToPath(new URL(`../../agent-ui/src/platform/platform.${language}.ts`, import.meta.url))
  return (await import(file))[language === 'ru' ? 'platformRu' : 'platformEn']
}

const sources = execFileSync('git', ['ls-files', 'server/*.ts', 'shared/*.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !/\.test\.ts$|\/testing\//.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

const found = (pattern: RegExp, inside?: RegExp): Map<string, string> => {
  const codes = new Map<string, string>()
  for (const { file, text } of sources) {
    for (const [, first = ''] of text.matchAll(pattern)) {
      const all = inside ? [...first.matchAll(inside)].map(([, code = '']) => code) : [first]
      for (const code of all) codes.set(code, file)
    }
  }
  return codes
}

const wordless = (codes: Map<string, string>, words: Record<string, string>) =>
  [...codes].filter(([code]) => !words[code]).map(([code, file]) => `${code} of ${file}`)

describe('words for what is refused', () => {
  const errors = found(/(?:\bconflict|new HubError)\(\s*'([a-z_]+)'/g)
  const fields = new Map([
    ...found(/\binvalid\(\{([^}]*)\}/g, /:\s*'([a-z_]+)'/g),
    ...found(/\bmessage: '([a-z_]+)'/g),
  ])

  it('finds the codes at all', () => {
    for (const known of ['offer_gone', 'stale', 'no_media']) expect([...errors.keys()]).toContain(known)
    for (const known of ['unknown_role', 'one_of']) expect([...fields.keys()]).toContain(known)
  })

  it.each(['ru', 'en'] as const)('has words in %s for every error and every field', async (language) => {
    const words = await wordsOf(language)
    expect(wordless(errors, words.errors)).toEqual([])
    expect(wordless(fields, words.fields)).toEqual([])
  })
})
