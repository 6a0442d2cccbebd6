import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import { promisify } from 'node:util'
import { Refusal } from './refusal.ts'

const run = promisify(execFile)

/** Whom the embedded parts run as; empty for an ordinary user, who runs them as himself. */
export type RunAs = { uid?: number; gid?: number }

const idsOf = async (user: string): Promise<RunAs | null> => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

const createUser = async (): Promise<RunAs | null> => {
  await run('useradd', ['--system', '--no-create-home', '--user-group', 'postgres']).catch(() => undefined)
  return idsOf('postgres')
}

/** PostgreSQL refuses to run as root: root lends it the `postgres` user (made when absent) or, failing that, `nobody`. */
export const whoRunsParts = async (): Promise<RunAs> => {
  if (process.getuid?.() !== 0) return {}
  const ids = (await idsOf('postgres')) ?? (await createUser()) ?? (await idsOf('nobody'))
  if (!ids)
    throw new Refusal('As root the embedded database needs a "postgres" user, and none could be made.')
  return ids
}

/** Makes a folder (0700) that belongs to whoever runs the parts; refuses when he cannot get there. */
export const makeFolderFor = async (folder: string, ids: RunAs): Promise<void> => {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  if (ids.uid === undefined || ids.gid === undefined) return
  await fs.chown(folder, ids.uid, ids.gid)
  await run('test', ['-w', folder], { ...ids, cwd: '/' }).catch(() => {
    throw new Refusal(
      `The database does not run as root, and its user cannot get into ${folder}: set DATA_DIR to a folder that others may enter.`,
    )
  })
}

/** Writes a file (0600) that belongs to whoever runs the parts. */
export const writeFileFor = async (file: string, text: string, ids: RunAs): Promise<void> => {
  await fs.writeFile(file, text, { mode: 0o600 })
  if (ids.uid !== undefined && ids.gid !== undefined) await fs.chown(file, ids.uid, ids.gid)
}
