import fs from 'node:fs'
import { isAlive } from './part.ts'

type Ancestor = { pid: number; name: string; parent: number }

const look = (pid: number): Ancestor | null => {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return { pid, parent, name: fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch {
    return null
  }
}

/** The shells between npm and us, and npm itself; empty when npm is not near. */
const upToNpm = (): number[] => {
  if (process.platform !== 'linux') return [process.ppid]
  const chain: number[] = []
  for (let pid = process.ppid; pid > 1 && chain.length < 4; ) {
    const ancestor = look(pid)
    if (!ancestor) break
    chain.push(pid)
    if (/npm|yarn|pnpm/.test(ancestor.name)) return chain
    pid = ancestor.parent
  }
  return []
}

/**
 * Under `npm start`, npm killed with force leaves us behind without a word: watched once a second.
 * @param onGone called once, when npm or the shell between is gone
 */
export const watchParents = (env: NodeJS.ProcessEnv, onGone: () => void): void => {
  if (!env.npm_lifecycle_event) return
  const chain = upToNpm()
  const timer = setInterval(() => {
    if (chain.every(isAlive)) return
    clearInterval(timer)
    onGone()
  }, 1_000)
  timer.unref()
}
