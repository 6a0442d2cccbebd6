/** What was closed in a week stays closed in it, whatever becomes of the claim. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type ClaimScene, msk, setClaimScene } from '../../../tests/harness/claim-scene.ts'
import { readBoard } from './read-board.ts'

// Real transactions: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let scene: ClaimScene
beforeAll(async () => {
  scene = await setClaimScene(msk('2026-03-03T10:00'))
})
afterAll(() => scene.company.drop())

const weeks = async () => {
  const now = scene.platform.clock.now()
  const { period } = await readBoard(
    scene.company.db,
    scene.handler,
    { from: '2026-03-02', grain: 'week' },
    now,
  )
  return {
    stretches: period.stretches.map(({ opened, reopened, closed }) => [opened, reopened, closed]),
    cameBack: period.cameBack,
    grounds: period.grounds,
  }
}

test('closed, opened again, and closed once more', async () => {
  const id = await scene.open({ severity: 'low' })
  await scene.take(id)
  await scene.move(id, { move: 'acknowledge' })
  await scene.move(id, { move: 'answer', answer: 'replaced' })
  await scene.move(id, { move: 'settle' })
  // To open again what is not closed yet is no return.
  await scene.move(id, { move: 'reopen', grounds: 'not all of it' })
  await scene.move(id, { move: 'answer', answer: 'replaced' })
  await scene.move(id, { move: 'verify' })
  await scene.move(id, { move: 'close' })
  const closed = { stretches: [[1, 0, 1]], cameBack: 0, grounds: [{ ground: 'verified', closed: 1 }] }
  expect(await weeks()).toEqual(closed)

  scene.at(msk('2026-03-10T10:00'))
  await scene.move(id, { move: 'reopen', grounds: 'broken again' })
  expect(await weeks()).toEqual({
    ...closed,
    stretches: [
      [1, 0, 1],
      [0, 1, 0],
    ],
    cameBack: 1,
  })

  scene.at(msk('2026-03-17T10:00'))
  await scene.move(id, { move: 'withdraw', grounds: 'mended it themselves' })
  await scene.move(id, { move: 'close' })
  expect(await weeks()).toEqual({
    stretches: [
      [1, 0, 1],
      [0, 1, 0],
      [0, 0, 1],
    ],
    cameBack: 1,
    grounds: [
      { ground: 'verified', closed: 1 },
      { ground: 'withdrawn', closed: 1 },
    ],
  })
  expect(
    await scene.company.db('claim_closings').where({ claim_id: id }).whereNull('reopened_at'),
  ).toHaveLength(1)
})

test('of closings before they were kept, the log tells the same', async () => {
  const { db } = scene.company
  const kept = () =>
    db('claim_closings').orderBy('closed_at').select('claim_id', 'closed_at', 'ground', 'reopened_at')
  const before = await kept()
  expect(before.length).toBeGreaterThan(1)
  await db('claim_closings').delete()
  const migration = await readFile(
    new URL('../../../migrations/0165-claim-closings.sql', import.meta.url),
    'utf8',
  )
  const [fill = ''] = /insert into claim_closings[^;]+;/.exec(migration) ?? []
  await db.raw(fill.replaceAll('?', '\\?'))
  expect(await kept()).toEqual(before)
})
