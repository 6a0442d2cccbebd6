/** What the steps of a macro are, and what a step still needs before it can be kept. Pure. */
import { z } from 'zod'
import { claimMoves } from '../claim.contract.ts'
import { byDeedOnly, fieldsOfMove, textOfMove } from '../claim.policy.ts'
import { type ClaimMove, severities } from '../claim.state.ts'
import { claimTagName } from '../claim-tag.contract.ts'
import { remedies } from '../details/detail-codes.ts'

/** Moves that a button makes; what a move asks for besides a text and a remedy must stand on the claim already. */
export const macroMoves = claimMoves.filter((move: ClaimMove) => !byDeedOnly.has(move))

const step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('category'), categoryId: z.uuid() }),
  z.strictObject({ do: z.literal('severity'), severity: z.enum(severities) }),
  z.strictObject({ do: z.literal('tag'), name: claimTagName }),
  /** `handlerId` null: to whoever runs it. */
  z.strictObject({ do: z.literal('assign'), handlerId: z.uuid().nullable() }),
  /** A note for colleagues, in the words of a snippet. */
  z.strictObject({ do: z.literal('note'), snippetId: z.uuid() }),
  z.strictObject({
    do: z.literal('move'),
    move: z.enum(claimMoves),
    /** The words of the answer, the findings or the grounds. */
    snippetId: z.uuid().nullable(),
    remedy: z.enum(remedies).nullable(),
  }),
])
export type MacroStep = z.infer<typeof step>
export const macroSteps = z.array(step).min(1).max(12)

/** What a step of this move asks its writer for. */
export const asksOfMove = (move: ClaimMove): { text: boolean; remedy: boolean } => ({
  text: textOfMove(move) !== null,
  remedy: fieldsOfMove[move].includes('remedy'),
})

/** Message codes by the path inside the steps: `2.snippetId`. A remedy may stand on the claim; a text is written anew. */
export const faultsOfSteps = (steps: readonly MacroStep[]): Record<string, string> => {
  const faults: Record<string, string> = {}
  steps.forEach((one, at) => {
    if (one.do !== 'move') return
    const { text, remedy } = asksOfMove(one.move)
    if (byDeedOnly.has(one.move)) faults[`${at}.move`] = 'unknown'
    if (text && !one.snippetId) faults[`${at}.snippetId`] = 'required'
    if (!text && one.snippetId) faults[`${at}.snippetId`] = 'wrong'
    if (!remedy && one.remedy) faults[`${at}.remedy`] = 'wrong'
  })
  return faults
}

export const snippetsOf = (steps: readonly MacroStep[]): string[] => [
  ...new Set(steps.flatMap((one) => ('snippetId' in one && one.snippetId ? [one.snippetId] : []))),
]

/** As `faultsOfSteps`, of steps that speak words which are not among the usable ones. */
export const faultsOfSnippets = (
  steps: readonly MacroStep[],
  usable: ReadonlySet<string>,
): Record<string, string> =>
  Object.fromEntries(
    steps.flatMap((one, at) =>
      'snippetId' in one && one.snippetId && !usable.has(one.snippetId)
        ? [[`${at}.snippetId`, 'snippet_not_for_all']]
        : [],
    ),
  )
