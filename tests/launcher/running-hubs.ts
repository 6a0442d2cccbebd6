import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { keptParts } from '../../scripts/launch/parts-file.ts'
import { postgresUrl } from '../../scripts/launch/postgres.ts'
import { redisUrl } from '../harness/database.ts'
import { type HubProcess, makeDataDir, removeDataDir, startHub, untilGone } from './hub-process.ts'

type Wish = Parameters<typeof startHub>[0]

/** The hubs and data folders of one test file, which `clear` ends and removes whatever became of the test. */
export const newHubs = (folder: string) => {
  const started: HubProcess[] = []
  const dataDirs: string[] = []
  const newDataDir = (): string => {
    const dataDir = makeDataDir()
    dataDirs.push(dataDir)
    return dataDir
  }
  return {
    newDataDir,
    /** Starts a hub on the test run's Redis and waits for its screen. */
    start: async (wish: Partial<Wish> = {}): Promise<HubProcess> => {
      const env = { REDIS_URL: redisUrl(), ...wish.env }
      const hub = await startHub({ folder, dataDir: wish.dataDir ?? newDataDir(), ...wish, env })
      started.push(hub)
      await hub.says('Ctrl-C')
      return hub
    },
    /** A start that must fail: its exit code and the lines it said. */
    refused: async (wish: Partial<Wish> = {}): Promise<{ code: number | null; lines: string[] }> => {
      const env = { REDIS_URL: redisUrl(), ...wish.env }
      const hub = await startHub({ folder, dataDir: wish.dataDir ?? newDataDir(), ...wish, env })
      const code = await hub.ended
      const lines = hub.said().split('\n')
      return {
        code,
        lines: lines.filter((line) => line.trim() !== '' && !/…( \d+ s)?$|: done in /.test(line)),
      }
    },
    clear: async (): Promise<void> => {
      const left = started.splice(0)
      const children = left.flatMap((hub) => hub.descendants())
      for (const hub of left) hub.child.kill('SIGKILL')
      await untilGone(children)
      for (const dataDir of dataDirs.splice(0)) removeDataDir(dataDir)
    },
  }
}

/** Ctrl-C, and its end. */
export const stop = async (hub: HubProcess): Promise<number | null> => {
  hub.child.kill('SIGINT')
  return hub.ended
}

/** What the stand-in for the server was given. */
export const environmentOf = async (hub: HubProcess): Promise<NodeJS.ProcessEnv> => {
  const response = await fetch(`http://127.0.0.1:${hub.port}/`)
  return (await response.json()) as NodeJS.ProcessEnv
}

/** The child whose command line has these words. */
export const pidOf = (hub: HubProcess, program: string): number => {
  const found = hub
    .descendants()
    .find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program))
  if (!found) throw new Error(`No ${program} among the children`)
  return found
}

/** Asks the embedded database, as its data folder says how. */
export const usersIn = async (hub: HubProcess): Promise<number> => {
  const { postgres } = await keptParts(path.join(hub.dataDir, 'services'))
  if (!postgres) throw new Error('No database was made')
  const client = new pg.Client({ connectionString: postgresUrl(postgres) })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ users: number }>('select count(*)::int as users from users')
  await client.end()
  return rows[0]?.users ?? -1
}
