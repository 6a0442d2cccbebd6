/** Walks through the allowed moves as the hub makes them: somebody answers for a claim, a clock runs while it is open, it closes on a ground. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MoveClaimInput } from '#shared/claims/claim.contract.ts'
import { byDeedOnly, type ClaimField, fieldsOfMove } from '#shared/claims/claim.policy.ts'
import { type ClaimMove, type ClaimState, claimStates, owesAnswer } from '#shared/claims/claim.state.ts'
import { type ClaimScene, msk, setClaimScene } from '../../tests/harness/claim-scene.ts'
import { readClaimRow } from './claim.store.ts'
import { clientWrote, endSilence, moveClaim } from './index.ts'

// Real transactions: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const opened = msk('2026-03-16T10:00')
const DAY = 86_400_000
let scene: ClaimScene
let causeId: string
beforeAll(async () => {
  scene = await setClaimScene(opened)
  causeId = (await scene.company.db('claim_causes').first('id')).id
})
afterAll(() => scene.company.drop())

const given: Partial<Record<ClaimField, unknown>> = {
  severity: 'low',
  safety: false,
  complexity: 'usual',
  impact: 'x',
  immediateAction: 'x',
  findings: 'x',
  remedy: 'repair',
  answer: 'x',
  grounds: 'x',
}
const inputOf = async (id: string, move: ClaimMove): Promise<MoveClaimInput> => {
  const fields = Object.fromEntries(
    fieldsOfMove[move].map((field) => [field, field === 'causeId' ? causeId : given[field]]),
  )
  return { move, version: await scene.version(id), ...fields } as MoveClaimInput
}

const check = async (id: string, way: string[]): Promise<ClaimState> => {
  const { db } = scene.company
  const { state, handler_id, lapse_at, closing_ground, closed_at } = await readClaimRow(db, id)
  const running = (await scene.clocks(id)).filter(({ stopped_at }) => stopped_at === null)
  const kinds = running.map(({ kind }) => kind)
  expect(handler_id, way.join(' → ')).not.toBeNull()
  if (state === 'closed')
    expect([kinds, closing_ground !== null, closed_at !== null], way.join(' → ')).toEqual([[], true, true])
  else if (owesAnswer(state)) expect(kinds, way.join(' → ')).toContain('final-answer')
  // Nobody waits for us: the day on which it closes by itself is its clock.
  else expect(lapse_at, way.join(' → ')).not.toBeNull()
  return state
}

test('on any way through the process a claim has somebody, a clock while it is open, and a ground when it is closed', async () => {
  const { company, platform } = scene
  const actor = company.actor(company.ids.handler, {
    'client.read': 'all',
    'claim.open': 'all',
    'claim.read': 'all',
    'claim.work': 'all',
    'claim.approve': 'all',
  })
  const made = new Set<string>()
  let seed = 11
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  for (let walk = 0; walk < 3; walk += 1) {
    const id = await scene.open({ severity: 'low' })
    await scene.take(id)
    await scene.work(async (trx, { now }) =>
      clientWrote(trx, { actor: null }, await readClaimRow(trx, id), now),
    )
    const way: string[] = []
    for (let step = 0; step < 9; step += 1) {
      const state = await check(id, way)
      const move = nextMove(state, made, random)
      made.add(`${state} ${move}`)
      way.push(`${state} ${move}`)
      platform.advance(move === 'lapse' ? 20 * DAY : 3_600_000)
      if (move === 'lapse') for (let night = 0; night < 4; night += 1) await sleepOver(id)
      else
        await scene.work(async (trx, { now }) => moveClaim(trx, { actor, now }, id, await inputOf(id, move)))
    }
    await check(id, way)
  }
  // A walk in circles would prove little.
  expect(made.size).toBeGreaterThan(15)
})

/** What no walk has done yet; else what leads to where there is such a thing. */
const nextMove = (
  state: ClaimState,
  made: ReadonlySet<string>,
  random: (below: number) => number,
): ClaimMove => {
  const movesOf = (from: ClaimState) =>
    claimStates.movesFrom(from).filter((move) => !byDeedOnly.has(move) || move === 'lapse')
  const isNew = (from: ClaimState) => (move: ClaimMove) => !made.has(`${from} ${move}`)
  const moves = movesOf(state)
  const leading = (move: ClaimMove) => {
    const next = claimStates.next(state, move)
    return next !== null && movesOf(next).some(isNew(next))
  }
  const best =
    [moves.filter(isNew(state)), moves.filter(leading), moves].find(({ length }) => length > 0) ?? []
  return best[random(best.length)] as ClaimMove
}

/** Reminders come first, each with a day for the client to answer. */
const sleepOver = async (id: string): Promise<void> => {
  await endSilence(scene.platform)
  if ((await readClaimRow(scene.company.db, id)).state !== 'closed') scene.platform.advance(10 * DAY)
}
