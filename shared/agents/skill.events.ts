/** Skills, and who has which at what level, in the log. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

export const skillCreated = defineEvent('skill.created', 'skill', z.strictObject({ code: z.string() }))
export const skillChanged = defineEvent(
  'skill.changed',
  'skill',
  z.strictObject({ fields: z.array(z.string()) }),
)
/** The subject is the user; levels by skill's id, as they are now. */
export const userSkillsChanged = defineEvent(
  'agent.skills-changed',
  'agent',
  z.strictObject({ levels: z.record(z.uuid(), z.number().int()) }),
)
