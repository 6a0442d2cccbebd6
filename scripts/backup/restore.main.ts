/** `npm run restore -- FOLDER`: a backup into an empty database and an empty data folder. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readWish, runConsole } from './console.ts'
import { fingerprintOf } from './manifest.ts'
import { restoreBackup } from './restore-backup.ts'

/** Of the folder that was put back; else what this process was given. */
const secretKeyOf = (dataDir: string, given: string): string => {
  const file = path.join(dataDir, 'secrets.json')
  if (!existsSync(file)) return given
  return (JSON.parse(readFileSync(file, 'utf8')) as { secretKey: string }).secretKey
}

runConsole(async (say) => {
  const wish = readWish('restore')
  const { madeAt, tables, files, secretKey } = await restoreBackup(wish)
  const rows = tables.reduce((total, table) => total + table.rows, 0)
  say(`The hub of ${madeAt} is back: ${rows} rows of ${tables.length} tables, ${files.length} files.`)
  if (fingerprintOf(secretKeyOf(wish.dataDir, wish.secretKey)) !== secretKey) {
    say('It was made with another SECRET_KEY: set that one, or links that were handed out will not open.')
  }
})
