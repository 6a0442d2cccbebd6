/**
 * Computes the board once for all who watch it, at most four times a second, and only while someone does. Whoever
 * begins to watch makes the next one whole; after it only changes are sent.
 */
import { type Board, boardChangesMessage, boardMessage } from '#shared/supervision/board.contract.ts'
import { changesBetween } from '#shared/supervision/board-changes.ts'
import type { Platform } from '../platform/platform.ts'
import type { SocketHub } from '../platform/sockets.ts'
import { readBoard } from './read-board.ts'

const NOT_OFTENER_MS = 250
/** What comes within so many ms is read together. */
const GATHER_MS = 20

export const runBoard = (platform: Platform, sockets: SocketHub, room: string) => {
  let timer: NodeJS.Timeout | undefined
  let dirty = false
  /** What everyone in the room has; null when someone has nothing yet. */
  let shown: Board | null = null

  const send = async () => {
    const began = performance.now()
    dirty = false
    try {
      const board = await readBoard(platform)
      if (shown) sockets.say(room, boardChangesMessage, changesBetween(shown, board))
      else sockets.say(room, boardMessage, board)
      shown = board
    } catch (error) {
      platform.log.error({ err: error }, 'the board could not be computed')
    }
    const rest = NOT_OFTENER_MS - (performance.now() - began)
    timer = dirty ? setTimeout(() => void send(), Math.max(GATHER_MS, rest)) : undefined
  }
  const touch = () => {
    if (!sockets.hasRoom(room)) return
    dirty = true
    timer ??= setTimeout(() => void send(), GATHER_MS)
  }
  sockets.onJoin(room, () => {
    shown = null
    touch()
  })
  return {
    /** Something that the board shows has changed. */
    touch,
    stop: () => clearTimeout(timer),
  }
}
