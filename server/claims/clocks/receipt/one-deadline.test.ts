/** One deadline everywhere: what the receipt comes to, the badge of list and page shows, the alert names and the file holds. */
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import type { Response } from 'express'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { daysOfPolicy, hoursOfPolicy } from '#shared/claims/clock.testing.ts'
import type { PolicyClock } from '#shared/claims/deadline-policy.ts'
import { type ClaimScene, msk, ruleForAll, setClaimScene } from '../../../../tests/harness/claim-scene.ts'
import { readClaimRow } from '../../claim.store.ts'
import { exportClaims } from '../../list/export-claims.ts'
import { listClaims } from '../../list/list-claims.ts'
import { readClaim } from '../../read-claims.ts'
import { dateClaim } from '../date-claim.ts'
import { holdClaim } from '../holds/hold-claim.ts'
import { clientWrote } from '../words/client-wrote.ts'
import { readReceipt } from './read-receipt.ts'

// Real transactions: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const opened = msk('2026-03-16T10:00')
const steps: PolicyClock['steps'] = [{ percent: 100, tell: ['handler'] }]
const ours: PolicyClock = { kind: 'final-answer', terms: hoursOfPolicy(27), steps }
const byLaw: PolicyClock = {
  ...ours,
  terms: daysOfPolicy(3, {
    start: 'presented',
    unit: 'calendar',
    basis: 'law',
    pausable: false,
    roll: 'next-working-day',
  }),
}

let scene: ClaimScene
beforeAll(async () => {
  scene = await setClaimScene(opened)
  await scene.policy([ruleForAll([ours, byLaw], { hold: { capDays: 2, remindAfterDays: 1 } })])
})
afterAll(() => scene.company.drop())

/** Usual; presented ten days before; held for four hours of work, and by law ten days later. */
const setClaims = async (): Promise<string[]> => {
  const ids = [await scene.open(), await scene.open(), await scene.open()] as const
  for (const id of ids) await scene.take(id)
  const present = async (id: string, presentedAt: number) =>
    scene.work(async (trx, by) =>
      dateClaim(trx, by, id, { sentAt: null, presentedAt, version: await scene.version(id) }),
    )
  await present(ids[1], msk('2026-03-13T12:00'))
  await scene.work(async (trx, by) =>
    holdClaim(trx, by, ids[2], { waitsFor: 'answer', version: await scene.version(ids[2]) }),
  )
  scene.at(opened + 4 * 3_600_000)
  await scene.work(async (trx, by) =>
    clientWrote(trx, { actor: null }, await readClaimRow(trx, ids[2]), by.now),
  )
  return [...ids]
}

const fileAt = async (): Promise<Record<string, string>[]> => {
  const response = Object.assign(new PassThrough(), { setHeader: () => undefined })
  const actor = { ...scene.handler, grants: new Map([...scene.handler.grants, ['claim.export', 'all']]) }
  const [written] = await Promise.all([
    text(response),
    exportClaims(scene.platform, actor as typeof scene.handler, {}, response as unknown as Response),
  ])
  return parse(written, { delimiter: ';', bom: true, columns: true })
}

test('receipt, badge, page, alert and file say the same deadline, and the same moment is late in all of them', async () => {
  const { db } = scene.company
  const ids = await setClaims()
  const deadlines = new Map<string, number>()
  for (const id of ids) deadlines.set(id, (await readClaimRow(db, id)).deadline_at)
  expect([...deadlines.values()]).toEqual([
    msk('2026-03-19T10:00'),
    msk('2026-03-17T00:00'),
    msk('2026-03-19T14:00'),
  ])
  // What the log and the card tell of the edit that moved it.
  const [edited] = await db('events').where({ subject_id: ids[1], kind: 'claim.edited' })
  const [shown] = await db('timeline').where({ subject_id: ids[1] })
  for (const told of [edited.data, shown.summary]) expect(told.deadlineAt).toBe(deadlines.get(ids[1] ?? ''))
  for (const [id, deadline] of [...deadlines].sort((a, b) => a[1] - b[1])) {
    await scene.sweepAt(deadline)
    const [alert] = await db('notices').whereRaw(`kind = 'claim-escalated' and data ->> 'claimId' = ?`, [id])
    expect(alert.data.deadlineAt).toBe(deadline)
    const letter = await db('outbox')
      .where('key', 'like', `%claim-escalated%${scene.handler.userId}`)
      .orderBy('id', 'desc')
      .first()
    const clock = (await scene.clocks(id)).find(({ deadline_at }) => deadline_at === deadline)
    if (!clock) throw new Error(`no clock of ${id} ends at its deadline`)
    const moment = new Intl.DateTimeFormat('ru-RU', {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'Europe/Moscow',
    })
    expect(letter.payload.subject).toContain(moment.format(deadline))
    for (const [now, late] of [
      [deadline, false],
      [deadline + 1, true],
    ] as const) {
      scene.at(now)
      const receipt = await readReceipt(db, scene.handler, { id, clock: clock.id }, now)
      expect(receipt).toMatchObject({ agrees: true, clock: { deadlineAt: deadline, breached: late } })
      expect(receipt.lines.at(-1)?.to).toBe(deadline)
      const page = await readClaim(db, scene.handler, id, now)
      expect(page.claim).toMatchObject({ deadlineAt: deadline, breached: late })
      const { claims } = await listClaims(db, scene.handler, { limit: 10 }, now)
      expect(claims.find((one) => one.id === id)).toMatchObject({ deadlineAt: deadline, breached: late })
      const overdue = await listClaims(db, scene.handler, { limit: 10, overdue: '1' }, now)
      expect(overdue.claims.some((one) => one.id === id)).toBe(late)
      const row = (await fileAt()).find((one) => one.Запись === id)
      expect([row?.['Срок ответа'], row?.['Срок нарушен']]).toEqual([
        new Date(deadline).toISOString(),
        late ? 'да' : 'нет',
      ])
    }
  }
})
