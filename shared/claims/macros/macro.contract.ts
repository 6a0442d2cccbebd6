/** Macros over HTTP: rows of steps over a claim under a name, one's own or everybody's; run over one claim or many. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { versionsOf } from '../../platform/versions.contract.ts'
import { claimPage } from '../claim.contract.ts'
import { faultsOfSteps, type MacroStep, macroSteps } from './macro-steps.ts'

const id = z.strictObject({ id: z.uuid() })
const form = {
  name: z.string().trim().min(1).max(80),
  steps: macroSteps,
  /** Everybody's: only for who prepares shared ones. */
  shared: z.boolean(),
}
const checkSteps = ({ steps }: { steps: MacroStep[] }, context: z.RefinementCtx): void => {
  for (const [path, message] of Object.entries(faultsOfSteps(steps)))
    context.addIssue({ code: 'custom', path: ['steps', ...path.split('.')], message })
}

export const macro = z.object({
  id: z.uuid(),
  name: z.string(),
  steps: macroSteps,
  shared: z.boolean(),
  active: z.boolean(),
  /** May the reader change it? */
  editable: z.boolean(),
  version: z.int(),
})
export type Macro = z.infer<typeof macro>

const gate = 'claim.work'

/** One's own, then everybody's, those out of use too. */
export const listMacros = endpoint({
  method: 'GET',
  path: '/api/macros',
  gate,
  reply: z.object({ macros: z.array(macro), mayShare: z.boolean() }),
})

export const newMacro = z.strictObject(form).superRefine(checkSteps)
export type NewMacro = z.infer<typeof newMacro>

/** 403 for sharing without the right; 409 `exists` for a second one of that name; 422 at the step whose snippet is not to be had. */
export const addMacro = endpoint({ method: 'POST', path: '/api/macros', gate, body: newMacro, reply: macro })

export const macroEdit = z
  .strictObject({ ...form, active: z.boolean(), version: z.int() })
  .superRefine(checkSteps)
export type MacroEdit = z.infer<typeof macroEdit>

/** As `addMacro`; 404 for another's; 409 `changed_meanwhile` with `current`. */
export const editMacro = endpoint({
  method: 'PUT',
  path: '/api/macros/:id',
  gate,
  params: id,
  body: macroEdit,
  reply: macro,
})

export const macroVersions = versionsOf('/api/macros/:id', gate, id)

/**
 * All its steps or none: the first that is refused ends it with its own refusal, which says in `facts.step` which it was,
 * from 1. 409 `snippet_lacks` with `facts.fields` where a text names what the claim does not say.
 */
export const runMacro = endpoint({
  method: 'POST',
  path: '/api/claims/:id/macros',
  gate,
  params: id,
  body: z.strictObject({ macroId: z.uuid(), version: z.int() }),
  reply: claimPage,
})
