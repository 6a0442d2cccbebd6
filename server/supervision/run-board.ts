/** Computes the board once for all who watch it, at most four times a second, and only while someone does. */
import { boardMessage } from '#shared/supervision/board.contract.ts'
import type { Platform } from '../platform/platform.ts'
import type { SocketHub } from '../platform/sockets.ts'
import { readBoard } from './read-board.ts'

const NOT_OFTENER_MS = 250

export const runBoard = (platform: Platform, sockets: SocketHub, room: string) => {
  let timer: NodeJS.Timeout | undefined
  let dirty = false

  const send = async () => {
    dirty = false
    try {
      sockets.say(room, boardMessage, await readBoard(platform))
    } catch (error) {
      platform.log.error({ err: error }, 'the board could not be computed')
    }
    timer = dirty ? setTimeout(() => void send(), NOT_OFTENER_MS) : undefined
  }
  return {
    /** Something that the board shows has changed. */
    touch: () => {
      if (!sockets.hasRoom(room)) return
      dirty = true
      timer ??= setTimeout(() => void send(), 20)
    },
    stop: () => clearTimeout(timer),
  }
}
