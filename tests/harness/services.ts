import { existsSync } from 'node:fs'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import type { PartName } from '../../scripts/launch/guardian.contract.ts'
import { startGuardian } from '../../scripts/launch/start-guardian.ts'
import { dropDatabasesOf, makeTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server whose user may create databases. */
    adminDatabaseUrl: string
    /** Prefix of this run's databases; the template's own name. */
    templateDatabase: string
    redisUrl: string
    redisDatabases: number
  }
}

const repository = fileURLToPath(new URL('../..', import.meta.url))
const redisDatabases = 4_096

/** Binaries that were fetched once stay for the next run; root's must lie where the database's user may enter. */
export const testPartsDir = (): string =>
  process.getuid?.() === 0
    ? '/var/lib/perezvon/parts'
    : path.join(repository, 'node_modules/.cache/perezvon/parts')

const externalRedisDatabases = 16

/**
 * Once per vitest run: PostgreSQL and Redis (DATABASE_URL and REDIS_URL if set, else embedded ones that are thrown
 * away), and one migrated template database, of which every test file takes copies (see database.ts).
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { DATABASE_URL, REDIS_URL } = process.env
  const parts: PartName[] = [
    ...(DATABASE_URL ? [] : ['postgres' as const]),
    ...(REDIS_URL ? [] : ['redis' as const]),
  ]
  const dir = await mkdtemp(path.join(tmpdir(), 'perezvon-test-'))
  // As root the parts run as another user, who must get through.
  await chmod(dir, 0o711)
  const guardian = await startGuardian({
    dir,
    partsDir: testPartsDir(),
    parts,
    redisDatabases,
    throwAway: true,
  })
  const adminDatabaseUrl = DATABASE_URL ?? guardian.databaseUrl ?? ''
  const templateDatabase = `perezvon_test_${Date.now().toString(36)}_${process.pid}`
  if (existsSync(path.join(repository, 'server/platform/migrate.ts'))) {
    await makeTemplate(adminDatabaseUrl, templateDatabase).catch(async (error: unknown) => {
      await guardian.stop()
      throw error
    })
  }
  project.provide('adminDatabaseUrl', adminDatabaseUrl)
  project.provide('templateDatabase', templateDatabase)
  project.provide('redisUrl', REDIS_URL ?? guardian.redisUrl ?? '')
  project.provide('redisDatabases', REDIS_URL ? externalRedisDatabases : redisDatabases)
  return async () => {
    if (DATABASE_URL) await dropDatabasesOf(adminDatabaseUrl, templateDatabase)
    await guardian.stop()
  }
}
