/* `npm test`: everything that must hold before a change is good. Arguments are vitest's: `npm test -- shared/routing`. */
import { checkNode, ensurePackages } from './packages.mjs'
import { beside, everyStage, run } from './stages.mjs'

checkNode()
await ensurePackages()
const { ensureChromium } = await import('./chromium.mjs')
const { check } = await import('./check.mjs')

let chromium = ''
const ready = await everyStage([
  [
    'Browser',
    async () => {
      chromium = await ensureChromium()
      return true
    },
  ],
  ['Screens', () => run('node', ['--import', 'tsx', 'scripts/launch/ui-build.main.ts'])],
])
// The tests leave the machine moments without work, above all where journeys with sound have it to themselves.
const aside = beside()
const checking = check(aside)
const tested = await everyStage([
  ['Tests', () => run('vitest', ['run', ...process.argv.slice(2)], { CHROMIUM: chromium, NODE_ENV: 'test' })],
])
const checked = await checking
aside.speak()
process.exit(ready && checked && tested ? 0 : 1)
