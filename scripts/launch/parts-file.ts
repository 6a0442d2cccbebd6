import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { PartName } from './guardian.contract.ts'
import { freePort, whyPortIsTaken } from './ports.ts'

/** How the embedded parts of one data folder are reached; kept so that every start finds the same. */
export type PartsFile = Record<PartName, { port: number; password: string }>

const read = async (file: string): Promise<Partial<PartsFile>> => {
  const text = await fs.readFile(file, 'utf8').catch(() => '{}')
  return JSON.parse(text) as Partial<PartsFile>
}

const settle = async (kept?: {
  port: number
  password: string
}): Promise<{ port: number; password: string }> => ({
  port: kept && (await whyPortIsTaken(kept.port, '127.0.0.1')) === null ? kept.port : await freePort(),
  password: kept?.password ?? randomBytes(24).toString('hex'),
})

/** The kept ports, without looking whether they are free; undefined before the first start. */
export const keptParts = (dir: string): Promise<Partial<PartsFile>> => read(path.join(dir, 'parts.json'))

/** The kept ports and passwords, made on the first start; a port somebody took meanwhile is replaced. */
export const settleParts = async (dir: string): Promise<PartsFile> => {
  const file = path.join(dir, 'parts.json')
  const kept = await read(file)
  const parts: PartsFile = { postgres: await settle(kept.postgres), redis: await settle(kept.redis) }
  await fs.writeFile(`${file}.new`, JSON.stringify(parts), { mode: 0o600 })
  await fs.rename(`${file}.new`, file)
  return parts
}
