import { describe, expect, it } from 'vitest'
import { attachmentStates } from '../attachments/attachment.state.ts'
import { claimPage } from '../claim.contract.ts'
import { claimStates, severities } from '../claim.state.ts'
import { clockKinds } from '../clock-table.ts'
import { letterStates } from '../letters/letter.state.ts'
import { evidenceWords } from './evidence-words.ts'
import { ownMeans } from './own-means.ts'

describe.each(['ru', 'en'] as const)('a document in %s', (language) => {
  const words = evidenceWords[language]
  const kinds = claimPage.shape.history.element.shape.kind.options.filter((kind) => !ownMeans.has(kind))
  it.each([
    ['states of claims', words.states, claimStates.states],
    ['moves of claims', words.moves, Object.keys(claimStates.moves)],
    ['severities', words.severities, severities],
    ['kinds of clocks', words.clockKinds, clockKinds],
    ['kinds of history', words.kinds, kinds],
    ['states of letters', words.letterStates, letterStates.states],
    ['states of files', words.fileStates, attachmentStates.states.filter((state) => state !== 'arriving')],
  ])('has words for all %s', (_, has, codes) => {
    expect(codes.filter((code) => !has[code])).toEqual([])
  })
})
