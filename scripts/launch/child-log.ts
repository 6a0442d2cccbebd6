import fs from 'node:fs'
import path from 'node:path'

const limitBytes = 20 * 1024 * 1024

/** Opens a child's log for appending; a log over 20 MB is put aside first (one old one is kept). */
export const openLog = (dataDir: string, name: string): { file: string; descriptor: number } => {
  const file = path.join(dataDir, 'logs', `${name}.log`)
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > limitBytes) fs.renameSync(file, `${file}.1`)
  return { file, descriptor: fs.openSync(file, 'a', 0o600) }
}

const messageOf = (line: string): string => {
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } }
    return err?.message ?? msg ?? line
  } catch {
    return line
  }
}

/** The last thing a child said that a person can use: an error's own line, else the last line. Starts at `fromByte`. */
export const lastWords = (file: string, fromByte: number): string => {
  const text = fs.readFileSync(file).subarray(fromByte).toString('utf8')
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line))
  const error = lines.findLast((line) => /^(\w*Error|Refusal)\b.*: /.test(line)) ?? lines.at(-1)
  return error ? messageOf(error).replace(/^\w*(Error|Refusal): /, '') : 'it said nothing'
}
