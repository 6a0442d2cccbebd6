/** A macro as its form holds it: every choice a text, `''` for none, so that a step changes its kind without loss. */

import type { ClaimMove, Severity } from '#shared/claims/claim.state.ts'
import type { Remedy } from '#shared/claims/details/detail-codes.ts'
import type { Macro, NewMacro } from '#shared/claims/macros/macro.contract.ts'
import { asksOfMove, type MacroStep } from '#shared/claims/macros/macro-steps.ts'
import { newId } from '../../platform/new-id.ts'

export const stepKinds = [
  'note',
  'tag',
  'assign',
  'category',
  'severity',
  'move',
] as const satisfies MacroStep['do'][]
export type StepKind = (typeof stepKinds)[number]

export type StepForm = {
  /** Tells one from another while they are moved about. */
  key: string
  do: StepKind
  categoryId: string
  severity: Severity
  name: string
  /** `''`: whoever runs it. */
  handlerId: string
  snippetId: string
  move: ClaimMove
  remedy: string
}
export type MacroForm = { name: string; shared: boolean; active: boolean; steps: StepForm[] }

export const emptyStep = (): StepForm => ({
  key: newId(),
  do: 'note',
  categoryId: '',
  severity: 'high',
  name: '',
  handlerId: '',
  snippetId: '',
  move: 'acknowledge',
  remedy: '',
})

export const formOfMacro = (macro: Macro): MacroForm => ({
  name: macro.name,
  shared: macro.shared,
  active: macro.active,
  steps: macro.steps.map((step) => ({
    ...emptyStep(),
    ...Object.fromEntries(Object.entries(step).map(([key, value]) => [key, value ?? ''])),
  })),
})

const stepOf = (form: StepForm): MacroStep => {
  switch (form.do) {
    case 'category':
      return { do: 'category', categoryId: form.categoryId }
    case 'severity':
      return { do: 'severity', severity: form.severity }
    case 'tag':
      return { do: 'tag', name: form.name }
    case 'assign':
      return { do: 'assign', handlerId: form.handlerId || null }
    case 'note':
      return { do: 'note', snippetId: form.snippetId }
    case 'move': {
      const { move } = form
      const asks = asksOfMove(move)
      return {
        do: 'move',
        move,
        snippetId: (asks.text && form.snippetId) || null,
        remedy: ((asks.remedy && form.remedy) || null) as Remedy | null,
      }
    }
  }
}

export const bodyOfMacro = ({ name, shared, steps }: MacroForm): NewMacro => ({
  name,
  shared,
  steps: steps.map(stepOf),
})
