import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[]
}

const media = 'server/telephony/web-voice/media'

/** For each guard one file that breaks it: rule, file, and what it imports. */
const breaches: [rule: string, file: string, imports: string][] = [
  ['no-circle', 'server/tasks/about.ts', './round.ts'],
  ['resolvable', 'server/tasks/lost.ts', './nowhere.ts'],
  ['shared-stands-alone', 'shared/tasks/up.ts', '#server/tasks/index.ts'],
  ['shared-platform-knows-no-room', 'shared/platform/knows.ts', '#shared/tasks/rule.ts'],
  ['server-looks-to-shared', 'server/tasks/hires.ts', '#workers/tasks/job.ts'],
  ['workers-look-to-server', 'workers/tasks/paints.ts', '../../agent-ui/src/main.ts'],
  ['screens-look-to-shared', 'agent-ui/src/Reach.vue', '#server/tasks/index.ts'],
  ['room-door', 'server/agents/window.ts', '#server/tasks/inner.ts'],
  ['room-door-workers', 'workers/tasks/window.ts', '#server/tasks/inner.ts'],
  ['app-knows-rooms', 'server/tasks/boss.ts', '../app.ts'],
  ['platform-knows-no-room', 'server/platform/knows.ts', '#server/tasks/index.ts'],
  ['shared-is-pure', 'shared/tasks/reads.ts', 'node:fs'],
  ['shared-packages', 'shared/tasks/serves.ts', 'express'],
  ['screens-are-browsers', 'agent-ui/src/reads.ts', 'node:fs'],
  ['twilio-in-its-folder', 'server/telephony/calls.ts', 'twilio'],
  ['wrtc-in-media', 'server/telephony/talks.ts', '@roamhq/wrtc'],
  ['media-stands-alone', `${media}/asks.ts`, '#server/platform/database.ts'],
  ['room-order-organisation', 'server/organisation/ahead.ts', '#server/identity/index.ts'],
  ['room-order-identity', 'shared/identity/ahead.ts', '#shared/clients/rule.ts'],
  ['room-order-imports', 'server/imports/ahead.ts', '#server/clients/index.ts'],
  ['room-order-clients', 'server/clients/ahead.ts', '#server/tasks/index.ts'],
  ['room-order-tasks', 'shared/tasks/ahead.ts', '#shared/agents/rule.ts'],
  ['room-order-agents', 'server/agents/ahead.ts', '#server/telephony/index.ts'],
  ['room-order-telephony', 'server/telephony/ahead.ts', '#server/interactions/index.ts'],
  ['room-order-interactions', 'server/interactions/ahead.ts', '#server/routing/index.ts'],
  ['room-order-routing', 'workers/routing/ahead.ts', '#server/sales/index.ts'],
  ['room-order-sales', 'server/sales/ahead.ts', '#server/claims/index.ts'],
  ['room-order-claims', 'server/claims/ahead.ts', '#server/knowledge/index.ts'],
  ['room-order-knowledge', 'server/knowledge/ahead.ts', '#server/channels/index.ts'],
  ['room-order-channels', 'server/channels/ahead.ts', '#server/record/index.ts'],
  ['room-order-record', 'server/record/ahead.ts', '#server/satisfaction/index.ts'],
  ['room-order-satisfaction', 'server/satisfaction/ahead.ts', '#server/supervision/index.ts'],
  ['room-order-supervision', 'server/supervision/ahead.ts', '#server/privacy/index.ts'],
]

/** What must stay allowed: file and import. */
const allowed: [file: string, imports: string][] = [
  ['server/agents/uses.ts', '#server/tasks/index.ts'],
  ['server/agents/reads.ts', '#shared/tasks/rule.ts'],
  ['server/agents/stores.ts', '#server/platform/database.ts'],
  ['server/agents/any.test.ts', '#server/telephony/inner.ts'],
  ['server/app.ts', './supervision/index.ts'],
  ['workers/agents/job.ts', '#server/agents/index.ts'],
  ['workers/main.ts', '#server/app.ts'],
  ['workers/agents/wakes.ts', '#server/platform/database.ts'],
  ['agent-ui/src/Card.vue', '#shared/tasks/rule.ts'],
  ['shared/tasks/rule.ts', 'zod'],
  [`${media}/mixes.ts`, '@roamhq/wrtc'],
  [`${media}/speaks.ts`, '#shared/telephony/rule.ts'],
  [`${media}/attends.ts`, '#server/platform/child.ts'],
  ['server/telephony/twilio/dials.ts', 'twilio'],
  ['scripts/anything.ts', '#server/tasks/inner.ts'],
]

const rooms = [
  ...[
    'organisation',
    'identity',
    'imports',
    'clients',
    'tasks',
    'agents',
    'telephony',
    'interactions',
    'routing',
    'sales',
  ],
  ...['claims', 'knowledge', 'channels', 'record', 'satisfaction', 'supervision', 'privacy'],
]

const tree = mkdtempSync(path.join(tmpdir(), 'perezvon-rules-'))

const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true })
  writeFileSync(path.join(tree, file), text)
}

const importing = (file: string, target: string): string => {
  const line = `import ${JSON.stringify(target)}\nexport const here = ${JSON.stringify(file)}\n`
  return file.endsWith('.vue') ? `<script setup lang="ts">\n${line.split('\n')[0]}\n</script>\n` : line
}

const lay = (): void => {
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    cpSync(path.join(repository, name), path.join(tree, name))
  }
  for (const name of ['zod', 'express', 'twilio', '@roamhq/wrtc']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  for (const room of rooms) {
    write(`server/${room}/index.ts`, 'export const door = 1\n')
    write(`server/${room}/inner.ts`, 'export const inner = 1\n')
    write(`shared/${room}/rule.ts`, 'export const rule = 1\n')
  }
  for (const name of ['server/platform/database.ts', 'server/platform/child.ts', 'server/app.ts'])
    write(name, 'export {}\n')
  write('workers/tasks/job.ts', 'export {}\n')
  write('agent-ui/src/main.ts', 'export {}\n')
  write('server/tasks/round.ts', "import './about.ts'\n")
  for (const [, file, target] of breaches) write(file, importing(file, target))
  for (const [file, target] of allowed) write(file, importing(file, target))
}

type Violation = { rule: { name: string }; from: string; to: string }

const cruise = (): Promise<Violation[]> =>
  new Promise((resolve, reject) => {
    const cli = path.join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
    const args = [cli, '-T', 'json', '--no-cache', '--config', '.dependency-cruiser.cjs']
    const wings = ['server', 'shared', 'workers', 'agent-ui', 'scripts']
    execFile(process.execPath, [...args, ...wings], { cwd: tree, maxBuffer: 64e6 }, (error, stdout) => {
      if (!stdout) reject(error ?? new Error('The cruiser said nothing.'))
      else resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations)
    })
  })

let violations: Violation[] = []
beforeAll(async () => {
  lay()
  violations = await cruise()
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

test.each(breaches)('%s is seen to fail', (rule, file) => {
  expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(
    rule,
  )
})

test('every guard has such a case', () => {
  expect([...new Set(breaches.map(([rule]) => rule))].sort()).toEqual(
    config.forbidden.map(({ name }) => name).sort(),
  )
})

test.each(allowed)('%s may import %s', (file) => {
  expect(violations.filter(({ from }) => from === file)).toEqual([])
})
