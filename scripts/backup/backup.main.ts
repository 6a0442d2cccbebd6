/** `npm run backup -- FOLDER`: everything that a hub knows, into one folder, while it runs or while it stands. */
import { readWish, runConsole } from './console.ts'
import { takeBackup } from './take-backup.ts'

runConsole(async (say) => {
  const wish = readWish('backup')
  const { tables, files } = await takeBackup(wish)
  const rows = tables.reduce((total, table) => total + table.rows, 0)
  const bytes = [...tables, ...files].reduce((total, part) => total + part.bytes, 0)
  say(
    `${rows} rows of ${tables.length} tables and ${files.length} files, ${Math.ceil(bytes / 1e6)} MB: ${wish.folder}`,
  )
  say('It holds personal data, recordings and keys: keep it as closely as the hub itself.')
})
