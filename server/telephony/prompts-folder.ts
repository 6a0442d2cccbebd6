/** Where the hub's own sounds lie: a folder for each language, and the loops that callers wait with. */
import { fileURLToPath } from 'node:url'

export const promptsFolder = fileURLToPath(new URL('./web-voice/prompts', import.meta.url))
