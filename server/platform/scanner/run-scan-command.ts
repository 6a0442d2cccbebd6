/** One file by a command, whose exit says it: 0 is nothing found, 1 is something found, all else is no answer. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../config.ts'
import type { Verdict } from './scanner.ts'

const TIMEOUT_MS = 120_000

/** @param command with its arguments; the file's place comes last, and no shell reads any of it */
export const runScanCommand = async (
  { DATA_DIR }: Pick<Config, 'DATA_DIR'>,
  [program, ...given]: readonly [string, ...string[]],
  file: Readable,
): Promise<Verdict> => {
  const place = path.join(DATA_DIR, 'scanning', `${randomUUID()}.new`)
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  try {
    await pipeline(file, createWriteStream(place, { mode: 0o600 }))
    return await run(program, [...given, place])
  } finally {
    await rm(place, { force: true })
  }
}

const run = (program: string, args: string[]): Promise<Verdict> =>
  new Promise((resolve, reject) => {
    execFile(program, args, { timeout: TIMEOUT_MS, maxBuffer: 1_000_000 }, (error, output) => {
      if (!error) return resolve({ found: null })
      if (error.code !== 1 || error.killed) return reject(error)
      // `<file>: Eicar-Test-Signature FOUND`, as clamscan writes it.
      resolve({ found: (/: (.+) FOUND/.exec(output)?.[1] ?? 'something harmful').slice(0, 200) })
    })
  })
