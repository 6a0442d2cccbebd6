/** Which test files run how: see vitest.config.ts. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Journeys of the screens alone. */
export const silent = [
  'above-pages',
  'accessible',
  'administered-sheets',
  'administration',
  'api-tokens',
  'bad-input',
  'card',
  'claim-board',
  'claim-money',
  'claim-deadlines',
  'claim-files',
  'claim-followed',
  'claim-import',
  'claims-desk',
  'client-import',
  'custom-fields',
  'flows',
  'knowledge',
  'messages',
  'network',
  'network-call',
  'openapi',
  'organisation',
  'permission-walk',
  'personal-data',
  'reach',
  'second-factor',
  'shell',
  'single-sign-on',
].map((name) => `tests/journeys/${name}.test.ts`)

/** The other journeys, with sound: never two at once, so that none makes another stutter. */
export const speaking = readdirSync(fileURLToPath(new URL('../journeys', import.meta.url)))
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `tests/journeys/${name}`)
  .filter((file) => !silent.includes(file))

/** They wait more than they compute, and leave a journey with sound beside them its time. */
export const patient = [
  'twilio-cloud/bad-days',
  'twilio-cloud/crash',
  'calls/crash-worker',
  'calls/crash-redis',
  'calls/crash-postgres',
].map((name) => `tests/${name}.test.ts`)

/** What each changes for its whole process (modules, globals, the clock, its environment), others must not find. */
export const alone = [
  'agent-ui/src/claims/list/ask-for-shown.test.ts',
  'agent-ui/src/desk/continue-sound.test.ts',
  'agent-ui/src/desk/devices.test.ts',
  'agent-ui/src/desk/tell-hearing.test.ts',
  'agent-ui/src/desk/use-note.test.ts',
  'agent-ui/src/platform/coalesce.test.ts',
  'agent-ui/src/platform/persist.test.ts',
  'agent-ui/src/telephony/lines/twilio.test.ts',
  'scripts/launch/redis-binary.test.ts',
]
