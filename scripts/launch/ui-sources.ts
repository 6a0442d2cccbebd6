import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { repository } from './options.ts'
import { codeOf, Refusal } from './refusal.ts'

const distOf = (clone: string): string => path.join(clone, 'agent-ui/dist')
const stampOf = (clone: string): string => path.join(distOf(clone), '.built-from')

/** A hash of everything the screens are built from: agent-ui/, shared/ and the versions of the packages. */
export const uiSourcesHash = (clone = repository): string => {
  const hash = createHash('sha256')
  const add = (file: string): void => {
    hash
      .update(`${path.relative(clone, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0')
  }
  const walk = (folder: string): void => {
    const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      const place = path.join(folder, entry.name)
      if (place === distOf(clone) || entry.name === 'node_modules' || entry.name.endsWith('.test.ts'))
        continue
      if (entry.isDirectory()) walk(place)
      else if (entry.isFile()) add(place)
    }
  }
  walk(path.join(clone, 'agent-ui'))
  walk(path.join(clone, 'shared'))
  add(path.join(clone, 'package-lock.json'))
  return hash.digest('hex')
}

const builtFrom = (): string => {
  try {
    return fs.readFileSync(stampOf(repository), 'utf8')
  } catch {
    return ''
  }
}

/** True when the built screens are missing or older than what they are built from. */
export const uiIsStale = (): boolean => builtFrom() !== uiSourcesHash()

/** Marks the built screens as made from those sources. */
export const stampUi = (hash: string, clone = repository): void => {
  try {
    fs.writeFileSync(stampOf(clone), hash)
  } catch (error) {
    throw new Refusal(
      `The screens could not be built into ${distOf(clone)} (${codeOf(error) ?? String(error)}).`,
    )
  }
}
