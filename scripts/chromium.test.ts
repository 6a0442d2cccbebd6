/** The browser of the journeys on a bare machine: installed as root, asked for in one sentence as anybody else. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const module = new URL('chromium.mjs', import.meta.url).href
const nobody = 65_534
const isRoot = process.getuid?.() === 0
/** Root can be anybody, where anybody can read this clone. */
const canBeNobody =
  !isRoot || spawnSync('test', ['-r', fileURLToPath(module)], { uid: nobody, gid: nobody }).status === 0

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perezvon-bare-'))
  chmodSync(folder, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const program = (name: string, script: string): void => {
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`)
  chmodSync(path.join(folder, name), 0o755)
}
/** On a machine whose PATH is our folder alone. */
const ensure = (as: { uid?: number; gid?: number } = {}) => {
  const script = `import { ensureChromium } from '${module}'; console.log('browser:', await ensureChromium())`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    ...as,
    cwd: '/',
    env: { PATH: folder },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('a browser that runs is taken; one that is only a stand-in is passed over', () => {
  program('chromium', 'exit 1')
  program('google-chrome', 'exit 0')
  expect(ensure()).toMatchObject({ status: 0, stdout: `browser: ${path.join(folder, 'google-chrome')}\n` })
})

test.runIf(canBeNobody)('who is not root is told in one sentence', () => {
  program('apt-get', 'exit 0')
  const { status, stdout, stderr } = ensure(isRoot ? { uid: nobody, gid: nobody } : {})
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toBe(
    'The browser tests need Chromium: install it (on Debian: apt-get install chromium), or name one by CHROMIUM=.\n',
  )
})

test.runIf(isRoot)('root gets it by apt-get, with the lists refreshed where they do not know it', () => {
  program(
    'apt-get',
    `echo "$*" >> ${folder}/asked
case "$*" in
  *update) : > ${folder}/updated ;;
  *) [ -e ${folder}/updated ] || exit 100
     printf '#!/bin/sh\\n' > ${folder}/chromium && /bin/chmod 755 ${folder}/chromium ;;
esac`,
  )
  const { status, stdout } = ensure()
  expect(stdout).toContain(`browser: ${path.join(folder, 'chromium')}\n`)
  expect(status).toBe(0)
  const asked = readFileSync(path.join(folder, 'asked'), 'utf8').trim().split('\n')
  expect(asked.slice(-2)).toEqual([expect.stringMatching(/update$/), expect.stringMatching(/chromium$/)])
})
