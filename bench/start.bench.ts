/** The demo company's making, and `npm start` in a new data folder: the first time and the second. */

import { seedDemo } from '../scripts/demo/seed-demo.ts'
import { repository } from '../scripts/launch/options.ts'
import { freePort } from '../scripts/launch/ports.ts'
import { lendRedis, makeDataDir, removeDataDir, startHub } from '../tests/launcher/hub-process.ts'
import { type Bench, type Measure, seconds, withinLimit } from './bench.ts'
import { openScratch } from './scratch.ts'

const SEED_MS = 10_000
const FIRST_MS = 60_000
const SECOND_MS = 10_000

export const benchStart = async (bench: Bench): Promise<Measure[]> => {
  const seeding = await timeSeed(bench)
  const dataDir = makeDataDir()
  // Redis itself is fetched once for a machine; that is the mirror's time, not ours.
  lendRedis(dataDir)
  try {
    const port = await freePort()
    const first = await timeStart(dataDir, port)
    const second = await timeStart(dataDir, port)
    return [
      withinLimit('making the demo company', { value: seeding, limit: SEED_MS, print: seconds }),
      withinLimit('first start, packages in', { value: first, limit: FIRST_MS, print: seconds }),
      withinLimit('second start', { value: second, limit: SECOND_MS, print: seconds }),
    ]
  } finally {
    removeDataDir(dataDir)
  }
}

const timeSeed = async (bench: Bench): Promise<number> => {
  const scratch = await openScratch(bench)
  try {
    const { DATABASE_URL, DATA_DIR } = scratch.config
    const began = performance.now()
    await seedDemo({ databaseUrl: DATABASE_URL, dataDir: DATA_DIR, passwords: 'demo' })
    return performance.now() - began
  } finally {
    await scratch.drop()
  }
}

/** From the command to the screen that names the address; then it is stopped as Ctrl-C stops it. */
const timeStart = async (dataDir: string, port: number): Promise<number> => {
  const began = performance.now()
  const hub = await startHub({ folder: repository, dataDir, port })
  try {
    await hub.says(`http://127.0.0.1:${port}`)
    return performance.now() - began
  } finally {
    hub.child.kill('SIGINT')
    await hub.ended
  }
}
