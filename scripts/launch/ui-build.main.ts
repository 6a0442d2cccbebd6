import { build } from 'vite'
import { attachToParent } from '../../server/platform/child.ts'

attachToParent({ onStop: async () => process.exit(1) })
await build({ configFile: 'agent-ui/vite.config.ts', logLevel: 'warn' })
process.exit(0)
