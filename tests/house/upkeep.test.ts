import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))

const tracked = execFileSync('git', ['ls-files', '-z'], {
  cwd: repository,
  encoding: 'utf8',
  maxBuffer: 64e6,
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(repository, file)))

const isText =
  /\.(ts|mjs|cjs|js|vue|css|html|sql|json|ya?ml|md|sh|conf)$|(^|\/)(\.ci\/run|Dockerfile|Caddyfile|\.npmrc)$/
const texts = tracked.filter((file) => isText.test(file) && file !== 'package-lock.json')
const read = (file: string): string => readFileSync(path.join(repository, file), 'utf8')

const isData =
  /^migrations\/|\/locales?\/|\.data\.ts$|^scripts\/(demo|prompts)\/|\.(json|ya?ml|md|css)$|\/fixtures\//

test('no file is over 300 lines but data', () => {
  const long = texts
    .filter((file) => !isData.test(file))
    .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300)
  expect(long).toEqual([])
})

test('no file names a place of one machine', () => {
  const place = new RegExp(`(?<![\\w.@#-])/(${['work', 'root', 'home/[a-z]+'].join('|')})/[\\w.-]`)
  const found = texts.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (place.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
})

test('the lock file names no host to download from', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved":\s*"(http|git)/)
  expect(read('.npmrc')).not.toMatch(/registry\s*=/)
})
