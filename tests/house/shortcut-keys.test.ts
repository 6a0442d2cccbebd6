/** No two shortcuts that may be alive on the same page share keys, and none begins like another. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const SCREENS = 'agent-ui/src'
type Bound = { keys: string; label: string; file: string }

const files = execFileSync('git', ['ls-files', SCREENS], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts'))
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))

/** `lazily`: also what is loaded only when it is visited. */
const importsOf = (file: string, lazily = false): string[] => {
  const text = sources.get(file) ?? ''
  const found = [...text.matchAll(/(?:from|^import) '(\.[^']+)'/gm)]
  if (lazily) found.push(...text.matchAll(/import\('(\.[^']+)'\)/g))
  return found
    .map(([, to = '']) => path.posix.join(path.posix.dirname(file), to))
    .filter((to) => existsSync(to))
}

/** Everything that comes onto the screen with a file. */
const withAll = (roots: string[]): Set<string> => {
  const reached = new Set<string>()
  const visit = (file: string) => {
    if (reached.has(file)) return
    reached.add(file)
    importsOf(file).forEach(visit)
  }
  roots.forEach(visit)
  return reached
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** `keys: 'Alt+A', label: () => t('…')`; the name of a list of keys of the same file; or the places of a list. */
const boundIn = (file: string): Bound[] => {
  const text = sources.get(file) ?? ''
  const found = text.matchAll(
    /\bkeys(?::\s*(?:'([^']+)'|(String\(index \+ 1\))))?,\s*label: \(\) => ([^\n]+?),?\s*(?:\n|group:)/g,
  )
  return [...found].flatMap(([, keys, places, label = '']) => {
    const listed = places ? DIGITS : [...text.matchAll(/'(Alt\+\d)'/g)].map(([, key = '']) => key)
    return (keys ? [keys] : listed).map((one) => ({ keys: one, label, file }))
  })
}

/** The rail's sections: `label` stands before `keys` there. */
const sections: Bound[] = files.flatMap((file) =>
  [...(sources.get(file) ?? '').matchAll(/^\s*keys: '(G [A-Z])',$/gm)].map(([, keys = '']) => ({
    keys,
    label: `section of ${file}`,
    file,
  })),
)

const shell = [`${SCREENS}/app/App.vue`, `${SCREENS}/app/rooms.ts`]
const always = withAll(shell)
const pages = [...new Set(files.flatMap((file) => importsOf(file, true)))].filter(
  (file) => file.endsWith('Page.vue') && !always.has(file),
)

/** One deed has one key, wherever it is offered: the same words are the same deed. */
const clashes = (bound: Bound[]): string[] => {
  const told = new Set<string>()
  for (const one of bound) {
    for (const other of bound) {
      const same = one.keys === other.keys && one.label !== other.label
      const begins = other.keys.startsWith(`${one.keys} `)
      if (same || begins) told.add(`${one.keys}: ${one.file} and ${other.file}`)
    }
  }
  return [...told]
}

describe('shortcuts', () => {
  it('finds them at all', () => {
    const all = files.flatMap(boundIn).map(({ keys }) => keys)
    for (const known of ['?', 'Ctrl+K', 'Alt+A', 'Alt+N', 'Alt+3', 'Alt+G']) expect(all).toContain(known)
    expect(sections.length).toBeGreaterThan(7)
    expect(pages.length).toBeGreaterThan(20)
  })

  it('reads every one that is bound', () => {
    const registered = files.filter((file) => /useShortcuts\(\[/.test(sources.get(file) ?? ''))
    for (const file of registered) {
      const text = (sources.get(file) ?? '').replace(/<template>[\s\S]*/, '')
      const bound = text.match(/(?<!\.)\bkeys(?=: (?!string)|,\s*label)/g)?.length ?? 0
      const read = new Set(boundIn(file).map(({ label }) => label)).size + (file.includes('AppShell') ? 1 : 0)
      expect(`${file} ${read}`).toBe(`${file} ${bound}`)
    }
  })

  it.each(pages)('are one for each key on %s', (page) => {
    const alive = [...withAll([...shell, page])]
    expect(clashes([...alive.flatMap(boundIn), ...sections])).toEqual([])
  })
})
