import { build } from 'vite'
import { attachToParent } from '../../server/platform/child.ts'
import { stampUi, uiIsStale, uiSourcesHash } from './ui-sources.ts'

/* Builds the screens when they are stale: for the launcher, and for `npm test`. */
attachToParent({ onStop: async () => process.exit(1) })
if (uiIsStale()) {
  const hash = uiSourcesHash()
  await build({ configFile: 'agent-ui/vite.config.ts', logLevel: 'warn' })
  stampUi(hash)
}
process.exit(0)
