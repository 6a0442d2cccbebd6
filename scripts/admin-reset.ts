/** `npm run admin:reset [-- --email NAME@HOST]`: a one-time code for an administrator who cannot get in. */
import { parseArgs } from 'node:util'
import { passwordPage } from '#shared/identity/password.contract.ts'
import { resetAdministrator } from '../server/identity/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import { readConfig } from '../server/platform/config.ts'
import { openDatabase } from '../server/platform/database.ts'
import { createLog } from '../server/platform/log.ts'
import { publicUrl } from '../server/platform/mail/index.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

const emailFrom = (args: string[]): string | undefined =>
  parseArgs({ args, options: { email: { type: 'string' } } }).values.email

const main = async (): Promise<number> => {
  const config = readConfig()
  const email = emailFrom(process.argv.slice(2))
  const db = openDatabase(config.DATABASE_URL, { max: 1, name: 'perezvon-admin-reset' })
  try {
    const platform = { db, clock: systemClock, log: createLog('admin-reset'), config, node: 'console' }
    const result = await resetAdministrator(platform, email)
    if (result.kind === 'choose') {
      if (result.administrators.length === 0) say('There is no active administrator in this hub.')
      else
        say(email ? `No active administrator has the e-mail ${email}.` : 'There are several administrators.')
      for (const one of result.administrators)
        say(`  npm run admin:reset -- --email ${one.email}   (${one.name})`)
      return 1
    }
    const minutes = Math.round((result.expiresAt - platform.clock.now()) / 60_000)
    say(`${result.name}, ${result.email}: a new password can be chosen once, within ${minutes} minutes.`)
    say(`  Open  ${publicUrl(config)}${passwordPage(result.code)}`)
    say(`  or enter the code  ${result.code}  on the page "I have a code".`)
    return 0
  } finally {
    await db.destroy()
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  },
)
