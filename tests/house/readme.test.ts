/** The README names every variable that a process reads. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

test.each([
  'server/platform/config.ts',
  'server/telephony/web-voice/media/settings.ts',
  'scripts/launch/media.ts',
  'scripts/launch/options.ts',
])('%s', (file) => {
  const text = read(file)
  const names = [...text.matchAll(/^ {2}([A-Z][A-Z_]+): |\benv\.([A-Z][A-Z_]+)/gm)].map(
    ([, one, other]) => one ?? other,
  )
  expect(names.length).toBeGreaterThan(0)
  const readme = read('README.md')
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})
