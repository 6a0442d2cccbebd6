import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { watch } from '#shared/platform/live.contract.ts'
import {
  type Board,
  boardChangesMessage,
  boardMessage,
  board as boardShape,
} from '#shared/supervision/board.contract.ts'
import { withChanges } from '#shared/supervision/board-changes.ts'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import { talkSilently } from '../../tests/harness/silent-call.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'

let hub: Hub
let supervisor: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  supervisor = await hub.as('supervisor')
})
afterAll(() => hub.stop())

/** A screen that shows the board. */
const openScreen = async () => {
  const extraHeaders = { cookie: supervisor.cookieHeader() }
  const socket: Socket = io(hub.url, { transports: ['websocket'], forceNew: true, extraHeaders })
  const screen = { socket, board: null as Board | null, whole: 0, changes: 0 }
  socket.on(boardMessage.name, (sent: Board) => {
    screen.board = boardShape.parse(sent)
    screen.whole += 1
  })
  socket.on(boardChangesMessage.name, (changes) => {
    screen.board = withChanges(screen.board!, boardChangesMessage.data.parse(changes))
    screen.changes += 1
  })
  await new Promise<void>((ready) => socket.once('connect', ready))
  await socket.emitWithAck(watch.name, { subjects: ['board'] })
  return screen
}

const read = async (): Promise<Board> => (await supervisor.get('/api/board')).body as Board

test('a watcher has the whole board at once, then changes that keep it as it is read', async () => {
  const first = await openScreen()
  await vi.waitFor(() => expect(first.board?.calls).toEqual([]), 10_000)
  const { desk, interactionId } = await talkSilently(hub)
  const second = await openScreen()
  await vi.waitFor(
    () => expect(second.board?.calls).toMatchObject([{ interactionId, state: 'talking' }]),
    10_000,
  )
  expect(second.whole).toBe(1)
  await desk.visitor.post('/api/agents/me/presence', { chosen: 'away', reason: 'break', next: true })
  await vi.waitFor(async () => {
    const now = await read()
    expect(now.agents.some((agent) => agent.next !== null)).toBe(true)
    for (const { board } of [first, second])
      expect({ ...board, serverNow: 0 }).toEqual({ ...now, serverNow: 0 })
  }, 15_000)
  desk.leave()
  expect(first.changes).toBeGreaterThan(0)
  // The newcomer's whole board was everyone's; since then nobody was sent one.
  expect(first.whole).toBeLessThanOrEqual(2)
  for (const { socket } of [first, second]) socket.disconnect()
}, 60_000)
