/** Which test files run how: see vitest.config.ts. */

/** Journeys of the screens alone; those with sound are left to themselves, so that nothing makes them stutter. */
export const silent = [
  'above-pages',
  'accessible',
  'administered-sheets',
  'administration',
  'api-tokens',
  'bad-input',
  'card',
  'claim-money',
  'client-import',
  'custom-fields',
  'flows',
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

/** What each changes for its whole process (modules, globals, the clock, its environment), others must not find. */
export const alone = [
  'agent-ui/src/desk/continue-sound.test.ts',
  'agent-ui/src/desk/devices.test.ts',
  'agent-ui/src/desk/tell-hearing.test.ts',
  'agent-ui/src/desk/use-note.test.ts',
  'agent-ui/src/platform/coalesce.test.ts',
  'agent-ui/src/platform/persist.test.ts',
  'agent-ui/src/telephony/lines/twilio.test.ts',
  'scripts/launch/redis-binary.test.ts',
]
