/** The scanner that the configuration names: a clamd, or a command of the machine; null where neither is set. */
import type { Config } from '../config.ts'
import { askClamd } from './ask-clamd.ts'
import { runScanCommand } from './run-scan-command.ts'
import type { Scanner } from './scanner.ts'

export const scannerOf = (config: Config): Scanner | null => {
  const { SCAN_CLAMD, SCAN_COMMAND } = config
  if (SCAN_CLAMD) return async (open) => askClamd(SCAN_CLAMD, await open())
  if (SCAN_COMMAND) return async (open) => runScanCommand(config, SCAN_COMMAND, await open())
  return null
}
