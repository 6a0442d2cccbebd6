/* `npm run check`: format and lint, types, import rules. (Sizes and leaks are tests: tests/house.) */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNode, ensurePackages, repository } from './packages.mjs'
import { aloud, everyStage, run } from './stages.mjs'

const wings = ['server', 'workers', 'shared', 'agent-ui', 'migrations', 'scripts', 'tests', 'bench']
const present = (name) => existsSync(path.join(repository, name))

/** Side by side: each of the two compilers keeps one core busy. */
const types = async (voice) => {
  const both = await Promise.all([
    run('tsc', ['-p', 'tsconfig.json'], {}, voice),
    run('vue-tsc', ['--noEmit', '-p', 'agent-ui/tsconfig.json'], {}, voice),
  ])
  return both.every(Boolean)
}

const stages = (voice) => [
  ['Format and lint', () => run('biome', ['check', '--error-on-warnings', '.'], {}, voice)],
  ['Types', () => types(voice)],
  [
    'Import rules',
    () => run('depcruise', ['--config', '.dependency-cruiser.cjs', ...wings.filter(present)], {}, voice),
  ],
]

/** @returns {Promise<boolean>} whether every check passed */
export const check = (voice = aloud) => everyStage(stages(voice), voice)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNode()
  await ensurePackages()
  process.exit((await check()) ? 0 : 1)
}
