import { migrate } from '../server/platform/migrate.ts'

/* For deployments that start each program themselves: brings DATABASE_URL to the newest schema, and ends. */
const { DATABASE_URL } = process.env
if (!DATABASE_URL) {
  process.stderr.write('DATABASE_URL is not set.\n')
  process.exit(1)
}
await migrate(DATABASE_URL)
