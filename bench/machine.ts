/** What a process weighs and uses, and the time that all of them share. */
import { readFileSync } from 'node:fs'

/** Resident memory of a process, MB; NaN where the system does not tell. */
export const memoryOf = (pid: number): number => {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) / 1024
  } catch {
    return Number.NaN
  }
}

/** CPU seconds a process has used so far, user and system; NaN where the system does not tell. */
export const cpuOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const TICKS_A_SECOND = 100
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
  } catch {
    return Number.NaN
  }
}

/** Time that all processes of this machine share, ms with fractions. */
export const machineNow = (): number => performance.timeOrigin + performance.now()
