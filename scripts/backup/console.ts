/** What both commands take from the terminal and the environment, and how they end. */
import path from 'node:path'
import { Refusal, sentenceOf } from '../launch/refusal.ts'
import type { BackupWish } from './take-backup.ts'

const need = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Refusal(`${name} is not set.`)
  return value
}

/** Paths are taken from where the command was typed. */
export const readWish = (command: string): BackupWish => {
  const [folder, ...more] = process.argv.slice(2)
  if (!folder || more.length > 0 || folder.startsWith('-')) {
    throw new Refusal(`One folder is wanted: npm run ${command} -- FOLDER`)
  }
  const dataDir = path.resolve(need('DATA_DIR'))
  return {
    databaseUrl: need('DATABASE_URL'),
    secretKey: need('SECRET_KEY'),
    dataDir,
    recordingsDir: path.resolve(process.env.RECORDINGS_DIR || path.join(dataDir, 'recordings')),
    folder: path.resolve(process.env.INIT_CWD || process.cwd(), folder),
  }
}

/** Exit code 1 with one sentence when refused. */
export const runConsole = (work: (say: (line: string) => void) => Promise<void>): void => {
  work((line) => process.stdout.write(`${line}\n`)).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${sentenceOf(error)}\n`)
      if (!(error instanceof Refusal) && error instanceof Error) process.stderr.write(`${error.stack}\n`)
      process.exit(1)
    },
  )
}
