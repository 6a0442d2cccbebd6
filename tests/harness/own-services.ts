/** PostgreSQL or Redis of a test's own, under the hub's guardian, to be killed. As durable as in a real hub. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { GuardianMessage, PartName } from '../../scripts/launch/guardian.contract.ts'
import { type Guardian, startGuardian } from '../../scripts/launch/start-guardian.ts'
import { eventually, PATIENCE_MS } from './hub.ts'
import { testPartsDir } from './services.ts'

export type OwnService = {
  databaseUrl: string | undefined
  redisUrl: string | undefined
  /** kill -9 of the part; resolves when the guardian says that it is back. */
  killAndAwait(): Promise<void>
  /** kill -9 of the part and of the guardian, which would bring it back. */
  killForGood(): Promise<void>
  /** A new guardian brings it back, where it was. */
  revive(): Promise<void>
  stop(): Promise<void>
}

const pidFiles: Record<PartName, string> = {
  postgres: 'postgres/pg/postmaster.pid',
  redis: 'redis/redis.pid',
}

export const startOwnService = async (part: PartName): Promise<OwnService> => {
  const dir = await mkdtemp(path.join(tmpdir(), `perezvon-${part}-`))
  // As root the part runs as another user, who must get through.
  await chmod(dir, 0o711)
  const heard: GuardianMessage[] = []
  const begin = (): Promise<Guardian> =>
    startGuardian(
      { dir, partsDir: testPartsDir(), parts: [part], redisDatabases: 4, throwAway: false },
      { onMessage: (message) => heard.push(message) },
    )
  let guardian = await begin()
  const restarts = () => heard.filter(({ kind }) => kind === 'restarted').length
  const kill = async () => {
    const [pid] = (await readFile(path.join(dir, pidFiles[part]), 'utf8')).split('\n')
    process.kill(Number(pid), 'SIGKILL')
  }
  return {
    databaseUrl: guardian.databaseUrl,
    redisUrl: guardian.redisUrl,
    killAndAwait: async () => {
      const before = restarts()
      await kill()
      await eventually(() => {
        if (restarts() === before) throw new Error(`${part} has not come back`)
      }, PATIENCE_MS)
    },
    killForGood: async () => {
      guardian.process.kill('SIGKILL')
      await guardian.gone
      await kill()
    },
    revive: async () => {
      guardian = await begin()
    },
    stop: async () => {
      await guardian.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
