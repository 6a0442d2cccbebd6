import { readFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandOf, isAlive, type RunningPart, startPart, stopLeftBehind } from './part.ts'
import { redisBinary } from './redis-binary.ts'
import { Refusal } from './refusal.ts'
import { makeFolderFor, type RunAs, writeFileFor } from './run-as.ts'

/** Where an embedded Redis lives and how it is reached. */
export type RedisPlan = {
  dir: string
  partsDir: string
  port: number
  password: string
  databases: number
  ids: RunAs
}

export const redisUrlOf = (plan: { port: number; password: string }): string =>
  `redis://:${plan.password}@127.0.0.1:${plan.port}/0`

/** It carries jobs and fan-out only: nothing is kept on disk, and it never evicts what it was given. */
const configuration = (plan: RedisPlan): string =>
  [
    'bind 127.0.0.1',
    `port ${plan.port}`,
    `requirepass ${plan.password}`,
    `dir ${JSON.stringify(plan.dir)}`,
    `pidfile ${JSON.stringify(path.join(plan.dir, 'redis.pid'))}`,
    `databases ${plan.databases}`,
    'save ""',
    'appendonly no',
    'maxmemory-policy noeviction',
    'daemonize no',
  ].join('\n')

const answersPing = (plan: RedisPlan): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ port: plan.port, host: '127.0.0.1' }, () => {
      socket.write(`AUTH ${plan.password}\r\nPING\r\n`)
    })
    socket.setTimeout(1_000, () => socket.destroy())
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
      if (text.includes('+PONG') || text.includes('-')) socket.end()
    })
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(text.includes('+PONG')))
  })

/** Stops a Redis that outlived a killed guardian. */
export const stopStrayRedis = async (dir: string, port: number): Promise<void> => {
  const pid = Number(await fs.readFile(path.join(dir, 'redis.pid'), 'utf8').catch(() => '0'))
  if (!pid || !isAlive(pid)) return
  // Redis names itself "redis-server 127.0.0.1:PORT" once it listens.
  if ((await commandOf(pid)).includes(`127.0.0.1:${port}`)) await stopLeftBehind(pid)
}

const lastLineOf = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? ''

/** Starts Redis and resolves when it answers. */
export const startRedis = async (plan: RedisPlan): Promise<RunningPart> => {
  const binary = await redisBinary(plan.partsDir, plan.ids)
  await makeFolderFor(plan.dir, plan.ids)
  const file = path.join(plan.dir, 'redis.conf')
  await writeFileFor(file, `${configuration(plan)}\n`, plan.ids)
  const log = path.join(plan.dir, 'redis.log')
  const part = startPart(binary.program, [file], log, { ...plan.ids, cwd: plan.dir, env: binary.env })
  let over = false
  void part.gone.then(() => {
    over = true
  })
  while (!(await answersPing(plan))) {
    if (over) throw new Refusal(`Redis did not start: ${lastLineOf(log)} (see ${log}).`)
    await sleep(20)
  }
  return part
}
