import { expect, test } from 'vitest'
import { INCIDENT_PIECE } from '#shared/claims/incidents/incident.contract.ts'
import { moveInPieces } from './use-incident-move.ts'

const seen = Array.from({ length: 2 * INCIDENT_PIECE + 3 }, (_, n) => ({ id: `c${n}`, version: 1 }))
const outcomesOf = (piece: typeof seen) => piece.map(({ id }) => ({ claimId: id, number: id, fault: null }))

test('all are asked for, piece by piece, and told of as they are known', async () => {
  const sizes: number[] = []
  const told: number[] = []
  const outcomes = await moveInPieces(seen, {
    send: async (piece) => {
      sizes.push(piece.length)
      return outcomesOf(piece)
    },
    tell: (so) => void told.push(so.length),
  })
  expect(sizes).toEqual([INCIDENT_PIECE, INCIDENT_PIECE, 3])
  expect(told).toEqual([INCIDENT_PIECE, 2 * INCIDENT_PIECE, seen.length])
  expect(outcomes?.map(({ claimId }) => claimId)).toEqual(seen.map(({ id }) => id))
})

test('what breaks off asks for nothing more, and what was told stays told', async () => {
  const told: string[] = []
  let sent = 0
  const outcomes = await moveInPieces(seen, {
    send: async (piece) => (++sent === 2 ? null : outcomesOf(piece)),
    tell: (so) => void told.splice(0, told.length, ...so.map(({ claimId }) => claimId)),
  })
  expect([outcomes, sent, told.length]).toEqual([null, 2, INCIDENT_PIECE])
})
