/** The caller's line to the hub: commands with acknowledgements, and a line that is opened again by itself. */
import { io, type Socket } from 'socket.io-client'
import type { Ack, SocketCommand } from '#shared/platform/message.ts'
import { CALLER_NAMESPACE } from '#shared/telephony/web-call.contract.ts'
import { ApiFailure, localFailure } from '../../platform/failure.ts'

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

const connected = (socket: Socket): Promise<void> =>
  new Promise((ready, failed) => {
    const timer = setTimeout(() => failed(localFailure('offline')), 8_000)
    socket.once('connect', () => {
      clearTimeout(timer)
      ready()
    })
  })
