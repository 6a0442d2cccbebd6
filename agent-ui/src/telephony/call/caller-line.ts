/** The caller's line to the hub: commands with acknowledgements, and a line that is opened again by itself. */
import { io, type Socket } from 'socket.io-client'
import type { Ack, ApiError, SocketCommand } from '#shared/platform/message.ts'
import { CALLER_NAMESPACE } from '#shared/telephony/web-call.contract.ts'
import { ApiFailure, localFailure } from '../../platform/failure.ts'

/** A connection error bears the hub's own word when it was the hub that refused. */
type Refused = Error & { data?: ApiError }

const AGAIN_MS = 5_000

export type CallerLine = {
  socket: Socket
  ask<I, R>(command: SocketCommand<I, R>, input: I): Promise<R>
  close(): void
}

export const openCallerLine = (): CallerLine => {
  const socket = io(CALLER_NAMESPACE, {
    transports: ['websocket'],
    reconnectionDelay: 400,
    reconnectionDelayMax: 3_000,
  })
  socket.on('connect_error', (error: Refused) => {
    // Turned away by the hub: the line does not come again by itself then.
    if (error.data) setTimeout(() => socket.connect(), AGAIN_MS)
  })
  return {
    socket,
    ask: async (command, input) => {
      // Not yet, or no longer, connected: socket.io would keep it; the caller is told instead.
      if (!socket.connected) await connected(socket)
      const ack = await socket
        .timeout(10_000)
        .emitWithAck(command.name, input)
        .catch((error: unknown) => {
          throw localFailure('timeout', error)
        })
      const answer = ack as Ack<never>
      if (!answer.ok) throw new ApiFailure(answer.error)
      return answer.result
    },
    close: () => socket.disconnect(),
  }
}

/** Throws `too_many` when the hub turns the line away, `offline` when it is not there. */
const connected = (socket: Socket): Promise<void> =>
  new Promise((ready, failed) => {
    const end = (settle: () => void) => {
      clearTimeout(timer)
      socket.off('connect', onConnect)
      socket.off('connect_error', onRefused)
      settle()
    }
    const onConnect = () => end(ready)
    const onRefused = ({ data }: Refused) => {
      if (data) end(() => failed(new ApiFailure(data)))
    }
    const timer = setTimeout(() => end(() => failed(localFailure('offline'))), 8_000)
    socket.on('connect', onConnect)
    socket.on('connect_error', onRefused)
  })
