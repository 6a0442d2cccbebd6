import { expect, test } from 'vitest'
import { offeredTo } from './offered-dispositions.ts'

const [SALES, CLAIMS] = ['sales', 'claims']
const one = (id: string, queueIds: string[] | null = null, parentId: string | null = null) => ({
  id,
  parentId,
  queueIds,
})
const heading = one('quotes', [SALES])
const list = [
  one('resolved'),
  heading,
  one('quote-sent', null, 'quotes'),
  one('quote-late', [CLAIMS], 'quotes'),
  one('claim', [CLAIMS]),
]
const offered = (queueId: string | null, from = list) =>
  offeredTo(
    from.filter(({ id }) => id !== 'quotes'),
    list,
    queueId,
  ).map(({ id }) => id)

test.each([
  [SALES, ['resolved', 'quote-sent']],
  [CLAIMS, ['resolved', 'claim']],
  ['other', ['resolved']],
  [null, ['resolved']],
])('to a contact of %s: %j', (queueId, ids) => expect(offered(queueId)).toEqual(ids))

test('where none would be left, all are', () => {
  const ofOthers = list.filter(({ id }) => id !== 'resolved')
  expect(offered('other', ofOthers)).toEqual(['quote-sent', 'quote-late', 'claim'])
})
