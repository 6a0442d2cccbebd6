import { build } from 'vite'
import { attachToParent } from '../../server/platform/child.ts'
import { stampUi, uiIsStale, uiSourcesHash } from './ui-sources.ts'

/* Builds the screens when they are stale: for the launcher, and for `npm test`. */
attachToParent({ onStop: async () => process.exit(1) })
if (uiIsStale()) {
  const hash = uiSourcesHash()
  // Its own loader would write beside the packages, which may not be ours to write.
  await build({ configFile: 'agent-ui/vite.config.ts', configLoader: 'native', logLevel: 'warn' })
  stampUi(hash)
}
process.exit(0)
