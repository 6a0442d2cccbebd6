import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { attachToParent } from '../../server/platform/child.ts'
import type { GuardianMessage, GuardianRequest, PartName } from './guardian.contract.ts'
import { type RunningPart, stopPart } from './part.ts'
import { keptParts, settleParts } from './parts-file.ts'
import { postgresUrl, startPostgres, stopStrayPostgres } from './postgres.ts'
import { redisUrlOf, startRedis, stopStrayRedis } from './redis.ts'
import { Refusal, sentenceOf } from './refusal.ts'
import { whoRunsParts } from './run-as.ts'

/*
 * The guardian keeps the embedded PostgreSQL and Redis alive until its parent goes, so that they outlive the server's
 * draining: it starts them, starts them again when they die (same port, same data), and stops them last.
 */
const request = JSON.parse(process.argv[2] ?? '{}') as GuardianRequest
const running = new Map<PartName, RunningPart>()
let stopping = false

const tell = (message: GuardianMessage): void => {
  if (process.connected) process.send?.(message)
}

/** PostgreSQL first lets its sessions end (5 s), for servers that are still draining after a killed launcher. */
const stopAll = async (): Promise<void> => {
  stopping = true
  const { postgres, redis } = Object.fromEntries(running) as Partial<Record<PartName, RunningPart>>
  if (postgres)
    await stopPart(postgres, [
      ['SIGTERM', 5_000],
      ['SIGINT', 5_000],
      ['SIGQUIT', 1_000],
      ['SIGKILL', 500],
    ])
  if (redis)
    await stopPart(redis, [
      ['SIGTERM', 2_000],
      ['SIGKILL', 500],
    ])
  if (request.throwAway) await fs.rm(request.dir, { recursive: true, force: true })
}

const keepAlive = async (name: PartName, start: () => Promise<RunningPart>): Promise<void> => {
  for (;;) {
    const part = running.get(name)
    await part?.gone
    if (stopping) return
    tell({ kind: 'died', part: name, pid: part?.pid ?? -1 })
    await startAgain(name, start)
  }
}

const startAgain = async (name: PartName, start: () => Promise<RunningPart>): Promise<void> => {
  for (let pauseMs = 50; !stopping; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    await sleep(pauseMs)
    try {
      const part = await start()
      running.set(name, part)
      tell({ kind: 'restarted', part: name, pid: part.pid })
      if (stopping) part.kill('SIGINT')
      return
    } catch (error) {
      process.stderr.write(`${name}: ${sentenceOf(error)}\n`)
    }
  }
}

const main = async (): Promise<void> => {
  const { dir, partsDir, redisDatabases: databases } = request
  await fs.mkdir(dir, { recursive: true, mode: 0o755 })
  const ids = await whoRunsParts()
  const kept = await keptParts(dir)
  await stopStrayPostgres(path.join(dir, 'postgres'))
  if (kept.redis) await stopStrayRedis(path.join(dir, 'redis'), kept.redis.port)
  const { postgres, redis } = await settleParts(dir)
  const volatile = request.throwAway
  const starters: Record<PartName, () => Promise<RunningPart>> = {
    postgres: () => startPostgres({ ...postgres, dir: path.join(dir, 'postgres'), partsDir, ids, volatile }),
    redis: () => startRedis({ ...redis, dir: path.join(dir, 'redis'), partsDir, databases, ids }),
  }
  await Promise.all(request.parts.map(async (name) => running.set(name, await starters[name]())))
  for (const name of request.parts) void keepAlive(name, starters[name])
  tell({
    kind: 'ready',
    ...(running.has('postgres') && { databaseUrl: postgresUrl(postgres) }),
    ...(running.has('redis') && { redisUrl: redisUrlOf(redis) }),
  })
}

attachToParent({ onStop: stopAll })
try {
  await main()
} catch (error) {
  tell({ kind: 'refused', sentence: sentenceOf(error) })
  if (!(error instanceof Refusal))
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  await stopAll()
  process.exitCode = 1
  process.disconnect?.()
}
