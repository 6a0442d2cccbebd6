import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { stampUi, uiSourcesHash } from '../../scripts/launch/ui-sources.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** A program that serves, can be asked for its environment, and goes in order: it stands for server, worker and media. */
const standIn = (name: string, body = ''): string => `
import { appendFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { attachToParent, tellReady } from '#server/platform/child.ts'
const note = (what: string) => appendFileSync(path.join(process.env.DATA_DIR!, 'trace.log'), \`\${what} ${name}\\n\`)
attachToParent({ onStop: async () => note('stopped') })
${body}
note('started')
tellReady()
setInterval(() => undefined, 60_000)
`

const listens = `
await new Promise<void>((resolve) => http.createServer((_request, response) => {
  response.end(JSON.stringify(process.env))
}).listen(Number(process.env.PORT), process.env.HOST, () => resolve()))
`

const files: Record<string, string> = {
  'server/main.ts': standIn('server', listens),
  'workers/main.ts': standIn('worker'),
  'server/telephony/web-voice/media/main.ts': standIn('media'),
  'scripts/callers/on-request.main.ts': standIn('callers'),
  'server/platform/migrate.ts': `
import pg from 'pg'
export const migrate = async (connectionString: string): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('create table if not exists users (id serial, email text, password_hash text)')
  await client.end()
}`,
  'scripts/demo/seed-demo.ts': `
import { hash } from '@node-rs/argon2'
import pg from 'pg'
export const seedDemo = async (wish: { databaseUrl: string; passwords: 'demo' | 'generated' }) => {
  const client = new pg.Client({ connectionString: wish.databaseUrl })
  await client.connect()
  const password = wish.passwords === 'demo' ? 'steel-demo' : 'made-for-this-folder'
  await client.query('insert into users (email, password_hash) values ($1, $2)', ['boss@demo.test', await hash(password)])
  await client.end()
  return { signIns: [{ role: 'Director', email: 'boss@demo.test', password }] }
}`,
  'scripts/admin-reset.ts': `console.log('reset of', process.argv[2], 'at', process.env.DATABASE_URL)`,
  'agent-ui/vite.config.ts': `import { defineConfig } from 'vite'\nexport default defineConfig({ root: 'agent-ui' })\n`,
  'agent-ui/index.html': '<!doctype html><title>screens</title>\n',
  'shared/nothing.ts': 'export const nothing = 0\n',
}

/** Screens that count as built, which saves each clone the building. */
export const pretendBuilt = (folder: string): void => {
  mkdirSync(path.join(folder, 'agent-ui/dist'), { recursive: true })
  stampUi(uiSourcesHash(folder), folder)
}

/** The launcher's own files with stand-ins for the programs it starts, and the packages of this clone. */
export const makeScratchClone = (within = tmpdir()): { folder: string; remove(): void } => {
  const folder = mkdtempSync(path.join(within, 'perezvon-clone-'))
  const taken = ['package.json', 'package-lock.json', 'tsconfig.json', 'server/platform/child.ts']
  for (const part of [...taken, 'server/platform/database-away.ts', 'shared/identity/only-this-machine.ts']) {
    mkdirSync(path.dirname(path.join(folder, part)), { recursive: true })
    cpSync(path.join(repository, part), path.join(folder, part))
  }
  cpSync(path.join(repository, 'scripts'), path.join(folder, 'scripts'), {
    recursive: true,
    filter: (source) => !/scripts\/(demo|prompts|callers)/.test(source),
  })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  symlinkSync(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
