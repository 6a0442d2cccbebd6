import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { repository } from './options.ts'
import { codeOf, Refusal } from './refusal.ts'

/** Sources go on finding what lies beside them (prompts, migrations, screens), wherever the built file stands. */
const placeOfSource: Plugin = {
  name: 'place-of-source',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const text = await fs.promises.readFile(file, 'utf8')
      if (!text.includes('import.meta.url')) return undefined
      const place = JSON.stringify(pathToFileURL(file).href)
      return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' }
    })
  },
}

/** The packages of the clone, to be found from a folder outside it. */
const linkPackages = (folder: string): void => {
  const link = path.join(folder, 'node_modules')
  fs.rmSync(link, { recursive: true, force: true })
  fs.symlinkSync(path.join(repository, 'node_modules'), link, 'junction')
}

/** The built file of a program; its name keeps the source's, which is what a list of processes shows. */
export const builtFile = (folder: string, entry: string): string => path.join(folder, `${entry}.mjs`)

/**
 * Makes one plain JavaScript file of each program, packages left out. Read from its thousand sources through a loader, a
 * process takes two seconds more to come up (so long is nobody there when one has died) and a quarter more memory.
 * It takes a tenth of a second, so that it is done at each start and nothing is ever stale.
 * @param entries files from the clone's root
 * @throws {Refusal} naming what could not be read or written
 */
export const buildPrograms = async (entries: readonly string[], folder: string): Promise<void> => {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    linkPackages(folder)
    await build({
      absWorkingDir: repository,
      entryPoints: entries.map((entry) => ({ in: entry, out: entry })),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
      plugins: [placeOfSource],
    })
  } catch (error) {
    const why = codeOf(error) ?? (error instanceof Error ? error.message : String(error))
    throw new Refusal(`The programs could not be built into ${folder}: ${why}`)
  }
}
