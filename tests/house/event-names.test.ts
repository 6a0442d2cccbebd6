/** A name of an event, a message or a command is typed once, where it is defined; everyone else takes it from there. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const files = execFileSync('git', ['ls-files', 'shared', 'server', 'workers', 'agent-ui/src', 'scripts'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|vue)$/.test(file) && !/\.test\.ts$|\/testing\//.test(file))
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))

const definition = /\b(?:defineEvent|message|socketCommand)\(\s*(?:\{\s*name: )?'([^']+)'/g
/** The file of each, and how often it is defined there: a message and a command may share a name. */
const names = new Map<string, { file: string; times: number }>()
for (const [file, text] of sources) {
  if (!file.startsWith('shared/')) continue
  for (const [, name = ''] of text.matchAll(definition)) {
    names.set(name, { file, times: (names.get(name)?.times ?? 0) + 1 })
  }
}

/** The media process speaks a wire of its own, of which every word is checked by its type: some are like ours. */
const otherWire = /^shared\/telephony\/media\.contract\.ts$|^server\/telephony\/web-voice\//

const typedIn = (name: string): string[] => {
  // A word of its own may mean anything; between quotes and brackets of a line it is a name.
  const spoken = name.includes('.')
    ? new RegExp(`(?<!\\bt\\(|\\baction: )'${name.replaceAll('.', '\\.')}'`, 'g')
    : new RegExp(`\\.(?:on|once|emit|emitWithAck|onAny)\\('${name}'`, 'g')
  const { file: home, times } = names.get(name) ?? { file: '', times: 0 }
  const allowed = (file: string) => (file === home && name.includes('.') ? times : 0)
  return [...sources]
    .filter(([file]) => !otherWire.test(file) || file === home)
    .filter(([file, text]) => (text.match(spoken)?.length ?? 0) > allowed(file))
    .map(([file]) => `${name} in ${file}`)
}

test('finds the names at all', () => {
  for (const known of ['interaction.closed', 'notice.made', 'dropped', 'watch', 'desk.state']) {
    expect([...names.keys()]).toContain(known)
  }
  expect(names.size).toBeGreaterThan(80)
})

test('no name is typed twice', () => {
  expect([...names.keys()].flatMap(typedIn)).toEqual([])
})
