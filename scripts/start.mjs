/* `npm start`: sees to Node and to the packages, then hands over to the launcher (scripts/launch/launch.ts). */
import { checkNode, ensurePackages } from './packages.mjs'

checkNode()
await ensurePackages()
const { register } = await import('tsx/esm/api')
register()
const { launch } = await import('./launch/launch.ts')
await launch(process.argv.slice(2), process.env)
