import { watch } from 'node:fs'
import path from 'node:path'
import { repository } from './options.ts'
import { sayNow } from './progress.ts'
import { sentenceOf } from './refusal.ts'
import type { StopStack } from './stop-stack.ts'
import type { Service } from './supervise.ts'
import { buildUi } from './ui-build.ts'

const settleMs = 200

const onChange = (folders: string[], act: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const watchers = folders.map((folder) =>
    watch(path.join(repository, folder), { recursive: true }, (_event, file) => {
      if (!file || /(^|\/)dist\/|\.test\.ts$/.test(file)) return
      clearTimeout(timer)
      timer = setTimeout(act, settleMs)
    }),
  )
  return () => {
    for (const watcher of watchers) watcher.close()
  }
}

/** --dev: server and worker start anew when their code changes, the screens are built anew when theirs does. */
export const watchCode = (services: Service[], dataDir: string, stack: StopStack): void => {
  const stopCode = onChange(['server', 'workers', 'shared'], () => {
    for (const service of services) service.renew()
  })
  const stopUi = onChange(['agent-ui', 'shared'], () => {
    const began = Date.now()
    buildUi(dataDir, stack).then(
      () => sayNow(`The screens are built anew (${Date.now() - began} ms): reload the page.`),
      (error: unknown) => sayNow(sentenceOf(error)),
    )
  })
  stack.add(async () => {
    stopCode()
    stopUi()
  })
}
