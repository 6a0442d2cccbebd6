import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { codeOf, Refusal } from './refusal.ts'

type Holder = { pid: number; startedAt: string; address: string }

/** When a process began, as the system writes it: tells a process from a later one of the same id. Empty if unknown. */
const beginningOf = (pid: number): string => {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the name in brackets, may hold blanks; the beginning is the 22nd.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return process.platform === 'linux' ? '' : beginningByPs(pid)
  }
}

const beginningByPs = (pid: number): string => {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** The launcher that works in this folder at the moment, if one lives. */
export const lockHolder = (dataDir: string): Holder | null => {
  try {
    const holder = JSON.parse(fs.readFileSync(path.join(dataDir, 'launcher.json'), 'utf8')) as Holder
    return beginningOf(holder.pid) !== '' && beginningOf(holder.pid) === holder.startedAt ? holder : null
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/** Takes the folder for this process, or refuses because a living launcher has it. Returns what lets it go. */
export const takeLock = (dataDir: string, address: string): (() => void) => {
  const file = path.join(dataDir, 'launcher.json')
  const other = lockHolder(dataDir)
  if (other) {
    throw new Refusal(
      `Perezvon already runs from ${dataDir} at ${other.address} (process ${other.pid}): stop it first, or set another DATA_DIR and PORT.`,
    )
  }
  const mine: Holder = { pid: process.pid, startedAt: beginningOf(process.pid), address }
  fs.writeFileSync(file, JSON.stringify(mine), { mode: 0o600 })
  return () => fs.rmSync(file, { force: true })
}
