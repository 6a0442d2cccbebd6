import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { attachToParent } from '../../server/platform/child.ts'
import { clearCutShort, noted } from './cut-short.ts'
import type { PrepareMessage, PrepareRequest, SignIn } from './prepare.contract.ts'
import { codeOf, Refusal, sentenceOf } from './refusal.ts'
import { renewPasswords } from './renew-passwords.ts'

/*
 * Makes the database ready before anything serves: the right PostgreSQL, the newest schema, the demo company on the
 * first run. A process of its own, so that the launcher stays small.
 */
const request = JSON.parse(process.argv[2] ?? '{}') as PrepareRequest

const tell = (message: PrepareMessage): Promise<void> =>
  new Promise((resolve) => {
    if (!process.send) return resolve()
    process.send(message, () => resolve())
  })

const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: request.databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new Refusal(`No PostgreSQL answers at DATABASE_URL (${codeOf(error) ?? sentenceOf(error)}).`)
  }
}

const checkVersion = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ number: number; name: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
  )
  const [version] = rows
  if (version && version.number >= 180_000) return
  throw new Refusal(`PostgreSQL 18 or later is needed, and DATABASE_URL leads to ${version?.name}.`)
}

const hasUsers = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ any: boolean }>('select exists (select from users) as any')
  return rows[0]?.any === true
}

const part = async <T>(file: string): Promise<T> => {
  const url = new URL(`../../${file}`, import.meta.url)
  if (!existsSync(fileURLToPath(url))) throw new Refusal(`This clone is incomplete: ${file} is missing.`)
  return (await import(url.href)) as T
}

type Migrate = { migrate: (databaseUrl: string) => Promise<void> }
type Seed = {
  seedDemo: (wish: {
    databaseUrl: string
    dataDir: string
    passwords: 'demo' | 'generated'
  }) => Promise<{ signIns: SignIn[] }>
}

const prepare = async (): Promise<void> => {
  const client = await connect()
  await checkVersion(client)
  await clearCutShort(client, request.dataDir, request.embedded)
  const { migrate } = await part<Migrate>('server/platform/migrate.ts')
  await tell({ kind: 'progress', what: 'Bringing the database to the newest schema' })
  await migrate(request.databaseUrl)
  let signIns: SignIn[] | undefined
  if (request.seed && !(await hasUsers(client))) {
    await tell({ kind: 'progress', what: 'Making the demo company' })
    const { seedDemo } = await part<Seed>('scripts/demo/seed-demo.ts')
    const { databaseUrl, dataDir, passwords } = request
    signIns = (await noted(dataDir, () => seedDemo({ databaseUrl, dataDir, passwords }))).signIns
  }
  if (request.renew.length > 0) signIns = await renewPasswords(client, request.renew)
  const empty = !(await hasUsers(client))
  await client.end()
  await tell({ kind: 'prepared', empty, ...(signIns && { signIns }) })
}

attachToParent({ onStop: async () => process.exit(1) })
try {
  await prepare()
  process.exit(0)
} catch (error) {
  if (!(error instanceof Refusal))
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  await tell({ kind: 'refused', sentence: sentenceOf(error).split('\n')[0] ?? '' })
  process.exit(1)
}
