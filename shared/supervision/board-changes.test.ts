import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Board, boardChanges } from './board.contract.ts'
import { changesBetween, withChanges } from './board-changes.ts'

const ids = Array.from({ length: 6 }, (_, at) => `00000000-0000-4000-8000-00000000000${at}`)
const id = fc.constantFrom(...ids)
const figure = fc.nat(2)

const queue = (own: string, waiting: number): Board['queues'][number] => ({
  id: own,
  nameRu: 'очередь',
  nameEn: 'queue',
  open: true,
  waiting,
  longestSince: null,
  talking: 0,
  serving: 0,
  offered: 0,
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  serviceLevel: null,
  serviceMs: 20_000,
  serviceTarget: 0.8,
})
const agent = (own: string, since: number): Board['agents'][number] => ({
  id: own,
  name: 'Оператор',
  chosen: 'available',
  activity: 'available',
  reason: null,
  since,
  heldBy: null,
  reachable: true,
  next: null,
  withName: null,
  interactionId: null,
  queueIds: ids.slice(0, since),
})
const call = (interactionId: string, since: number): Board['calls'][number] => ({
  interactionId,
  state: 'waiting',
  clientName: null,
  address: '+79120000000',
  queueId: null,
  language: 'ru',
  topic: null,
  since,
  priority: 0,
  agentId: null,
  agentName: null,
  offeredTo: null,
  held: false,
})
const rowsOf = <R>(make: (id: string, figure: number) => R): fc.Arbitrary<R[]> =>
  fc
    .uniqueArray(fc.tuple(id, figure), { selector: ([own]) => own })
    .map((rows) => rows.map(([own, at]) => make(own, at)))
const boards: fc.Arbitrary<Board> = fc.record({
  queues: rowsOf(queue),
  agents: rowsOf(agent),
  calls: rowsOf(call),
  serverNow: fc.nat(),
})

test('whatever has changed, the board before with its changes is the board after, in its order', () => {
  fc.assert(
    fc.property(boards, boards, (before, after) => {
      const changes = changesBetween(before, after)
      expect(boardChanges.safeParse(changes).success).toBe(true)
      expect(withChanges(before, changes)).toEqual(after)
    }),
  )
})

test('what stays is not said again', () => {
  fc.assert(
    fc.property(boards, boards, (board, { serverNow }) => {
      const nothing = { changed: [], order: null }
      const later = structuredClone({ ...board, serverNow })
      expect(changesBetween(board, later)).toEqual({
        queues: nothing,
        agents: nothing,
        calls: nothing,
        serverNow,
      })
    }),
  )
  const [first, second] = [call(ids[0]!, 1), call(ids[1]!, 1)]
  const before = { queues: [], agents: [], calls: [first, second], serverNow: 0 }
  const moved = { ...second, since: 2 }
  expect(changesBetween(before, { ...before, calls: [first, moved] }).calls).toEqual({
    changed: [moved],
    order: null,
  })
})
