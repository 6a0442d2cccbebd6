/** Waits for clients that are due, more of them than are looked at in one go. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type ClaimScene, msk, setClaimScene } from '../../../../tests/harness/claim-scene.ts'
import { sweepHolds } from './sweep-holds.ts'

// Real transactions: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const DAY = 86_400_000
const opened = msk('2026-03-16T10:00')
let scene: ClaimScene
beforeAll(async () => {
  scene = await setClaimScene(opened)
})
afterAll(() => scene.company.drop())

test('claims that somebody is at hold up none of the others, however many they are', async () => {
  const { db } = scene.company
  const ids: string[] = []
  for (let at = 0; at < 5; at += 1) ids.push(await scene.open())
  await db('claim_holds').insert(
    ids.map((claim_id, at) => ({
      claim_id,
      waits_for: 'answer',
      from_at: new Date(opened),
      ends_at: new Date(opened + (at + 1) * 1_000),
    })),
  )
  const last = ids.at(-1) as string
  scene.at(opened + DAY)
  await db.transaction(async (trx) => {
    await trx('claims').whereNot({ id: last }).forUpdate().select('id')
    expect(await sweepHolds(scene.platform, 2)).toBe(1)
  })
  expect(await db('claim_holds').whereNotNull('to_at').pluck('claim_id')).toEqual([last])
})
