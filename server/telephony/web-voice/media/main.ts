/** The media process of web voice: started by the launcher, found by servers through the database. */
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { attachToParent, tellReady } from '#server/platform/child.ts'
import { createLog } from '#server/platform/log.ts'
import { startMediaProcess } from './media-process.ts'
import { ownSoundsOf } from './own-sounds.ts'
import { registerInDatabase } from './registration.ts'
import { readMediaSettings } from './settings.ts'
import { loadSounds } from './sounds.ts'

const PROMPTS = fileURLToPath(new URL('../prompts', import.meta.url))

const log = createLog('media')
const onFault = (error: unknown, about: Record<string, unknown> = {}): void =>
  log.error({ err: error, ...about }, 'media fault')

/** Sound cannot wait for a report to be computed; who may not ask for precedence goes without. */
const askForPrecedence = (): void => {
  try {
    setPriority(-10)
  } catch {
    log.debug('media runs at the usual priority')
  }
}

const main = async (): Promise<void> => {
  askForPrecedence()
  const settings = readMediaSettings(process.env)
  const media = await startMediaProcess({
    settings,
    sounds: await loadSounds(PROMPTS, ownSoundsOf(settings.databaseUrl, onFault)),
    register: registerInDatabase(settings.databaseUrl, onFault),
    onFault,
  })
  attachToParent({ onStop: () => media.stop() })
  log.info({ mediaId: media.mediaId, address: media.address, capacity: settings.capacity }, 'media is ready')
  tellReady()
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'media cannot start')
  process.exit(1)
})
