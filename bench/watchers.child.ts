/** Screens that watch the board, each a live line of its own: when each first showed a call. */
import { io, type Socket } from 'socket.io-client'
import { watch } from '#shared/platform/live.contract.ts'
import {
  type Board,
  type BoardChanges,
  boardChangesMessage,
  boardMessage,
} from '#shared/supervision/board.contract.ts'
import { answerParent } from './answer-parent.ts'
import { machineNow } from './machine.ts'
import { FLOOR_MESSAGE } from './provider.ts'

/** For each watcher: interaction → when it was first on the board. */
const boards: Map<string, number>[] = []
let floor: number[] = []
let messages = 0

const open = async (url: string, cookie: string): Promise<Socket> => {
  const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } })
  const seen = new Map<string, number>()
  boards.push(seen)
  const show = (calls: Board['calls']) => {
    const now = machineNow()
    messages += 1
    for (const { interactionId } of calls) if (!seen.has(interactionId)) seen.set(interactionId, now)
  }
  socket.on(boardMessage.name, ({ calls }: Board) => show(calls))
  socket.on(boardChangesMessage.name, ({ calls }: BoardChanges) => show(calls.changed))
  socket.on(FLOOR_MESSAGE, ({ sentAt }: { sentAt: number }) => floor.push(machineNow() - sentAt))
  await new Promise<void>((ready, failed) => {
    socket.once('connect', ready)
    socket.once('connect_error', failed)
  })
  await socket.emitWithAck(watch.name, { subjects: ['board'] })
  return socket
}

answerParent({
  open: async ({ url, cookie, count }: { url: string; cookie: string; count: number }) => {
    for (let at = 0; at < count; at += 1) await open(url, cookie)
  },
  /** Ms from each given time to each watcher's first sight of that call; those who never saw it are counted. */
  seen: ({ changes }: { changes: [id: string, at: number][] }) => {
    const times = changes.flatMap(([id, at]) => boards.map((seen) => (seen.get(id) ?? Number.NaN) - at))
    const lags = times.filter((lag) => !Number.isNaN(lag))
    return { lags, unseen: times.length - lags.length, messages }
  },
  floor: () => {
    const taken = floor
    floor = []
    return taken
  },
})
