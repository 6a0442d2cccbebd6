/** Waits until somebody asks a demo hub for a caller, then plays one. What a call needs is loaded with the first. */
import pg from 'pg'
import { attachToParent, tellReady } from '#server/platform/child.ts'
import { DEMO_CALLER_CHANNEL } from '#shared/telephony/demo-caller.contract.ts'
import { createRandom } from '../demo/random.ts'

/** Patient, for whoever tries the hub for the first time; a talk of half a minute or so. */
const PATIENCE_MS = 300_000
const TALK_MS = 40_000
/** Whoever presses the button again and again does not fill the line. */
const AT_ONCE = 4

const secure = Boolean(process.env.TLS_CERT)
const { HOST = '127.0.0.1', PORT = '3000' } = process.env
/** A server that listens everywhere listens here too; one that listens at one address is there alone. */
const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
const hub = `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${PORT}`
const random = createRandom(Date.now())

const ring = async (payload: string): Promise<void> => {
  const [language, phone] = payload.split(' ')
  const { playCaller } = await import('./play-caller.ts')
  const ending = await playCaller({
    hub,
    phone: phone || `+7916${random.digits(7)}`,
    language: language === 'en' ? 'en' : 'ru',
    topic: random.pick(['sales', 'claims'] as const),
    patienceMs: PATIENCE_MS,
    talkMs: TALK_MS,
  })
  process.stdout.write(`a caller: ${ending}\n`)
}

const client = new pg.Client({
  connectionString: process.env.DATABASE_URL,
  application_name: 'perezvon-callers',
})
// Without its database it cannot hear requests: the launcher starts it again.
client.on('error', () => process.exit(1))
let calling = 0
client.on('notification', ({ payload }) => {
  if (calling >= AT_ONCE) return
  calling += 1
  ring(payload ?? '')
    .catch((error: Error) => process.stdout.write(`a caller failed: ${error.message}\n`))
    .finally(() => {
      calling -= 1
    })
})
await client.connect()
await client.query(`listen ${DEMO_CALLER_CHANNEL}`)
attachToParent({ onStop: () => client.end() })
tellReady()
