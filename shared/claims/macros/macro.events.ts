/** The log's words for macros: that one was set, and that one was run over a claim. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'

export const macroSet = defineEvent('macro.set', 'macro', z.object({ shared: z.boolean() }))

/** What its steps did is told by their own events, before this one. The name is the house's own words. */
export const macroRun = defineEvent(
  'claim.macro-run',
  'claim',
  z.object({ macroId: z.uuid(), macroVersion: z.int(), name: z.string() }),
)
