import { expect, test } from 'vitest'
import { claimFaultText } from './claim-fault-words.ts'
import type { ClaimDefaults } from './claim-import.contract.ts'
import { claimLookupsOf } from './claim-lookups.ts'
import { readRowClaim, readRowClient } from './read-claim-row.ts'

const named = (id: string, code: string) => ({ id, code, nameRu: code, nameEn: code })
const look = claimLookupsOf({
  markets: [{ ...named('m', 'ru'), zone: 'UTC', region: 'RU' }],
  categories: [named('c', 'quality')],
  products: [named('p', 'sheet')],
  users: [],
  former: [],
  handlers: new Map(),
  fields: [],
})
const defaults: ClaimDefaults = {
  ...{ marketId: 'm', clientKind: 'company', language: 'ru', categoryId: 'c', severity: 'normal' },
  ...{ currency: null, handlerId: null, closingGround: null, dateOrder: 'dmy' },
}
const reading = { defaults, look }
/** With what is wrong in it by the code of its column. */
const read = (more: Record<string, string>) => {
  const columns = ['client', 'receivedAt', 'description', ...Object.keys(more)]
  const cells = ['Мак', '2026-02-01', 'Ржавчина', ...Object.values(more)]
  const on = { marketId: 'm', now: Date.parse('2026-03-01T00:00Z') }
  const { claim, faults, leftOut } = readRowClaim(readRowClient(cells, columns, reading), reading, on)
  for (const fault of [...faults, ...leftOut])
    for (const language of ['ru', 'en'] as const)
      expect(claimFaultText(fault, columns, language)).not.toContain(fault.code)
  const byColumn = (list: typeof faults) =>
    list.map(({ column, code }) => [column === null ? null : columns[column], code])
  return { claim, faults: byColumn(faults), leftOut: byColumn(leftOut) }
}

test('what cannot stand on the claim is left out, and it is told: an answer without a close, an amount of nothing', () => {
  expect(read({ answer: 'Меняем', answeredAt: '2026-02-03', closingGround: 'решена' })).toMatchObject({
    claim: { closed: null },
    faults: [],
    leftOut: [
      ['answer', 'still_open'],
      ['answeredAt', 'still_open'],
      ['closingGround', 'still_open'],
    ],
  })
  expect(read({ quantity: '2,5', unit: 'т' }).leftOut).toEqual([
    ['quantity', 'no_product'],
    ['unit', 'no_product'],
  ])
  expect(read({ quantity: '2,5', batch: 'К-1' }).leftOut).toEqual([])
  const closed = { closedAt: '2026-02-05', answer: 'Меняем' }
  expect(read({ ...closed, closingGround: 'отозвана' }).leftOut).toEqual([['answer', 'was_withdrawn']])
  expect(read({ ...closed, closingGround: 'решена' })).toMatchObject({
    claim: { answer: 'Меняем', closed: { ground: 'verified' } },
    leftOut: [],
  })
})

test('a close before the claim was received, still to come or on no ground is refused', () => {
  expect(read({ closedAt: '2026-01-05', closingGround: 'решена' }).faults).toEqual([
    ['closedAt', 'before_received'],
  ])
  expect(read({ closedAt: '2026-02-05' }).faults).toEqual([[null, 'required:closingGround']])
  expect(read({ closedAt: '2027-02-05', closingGround: 'решена' }).faults).toEqual([
    ['closedAt', 'in_future'],
  ])
})
