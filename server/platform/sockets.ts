/**
 * The live line to screens. WebSocket only, so no sticky sessions; Origin is checked; each node emits to its
 * own sockets only, because every node follows the log itself.
 */
import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { type Socket as IoSocket, Server } from 'socket.io'
import { dropped } from '#shared/platform/live.contract.ts'
import type { Ack, Message, SocketCommand } from '#shared/platform/message.ts'
import type { Actor } from './actor.ts'
import { readInput } from './bad-input.ts'
import { toApiError } from './error-exit.ts'
import { denied, HubError, unauthenticated } from './errors.ts'
import type { Log } from './log.ts'
import { noteCall, traced } from './trace.ts'

export type Socket = IoSocket
export type LiveContext = { socket: Socket; actor: Actor; address: string }
type CommandHandler<I, R> = (input: I, context: LiveContext) => Promise<R> | R

export type SocketHub = {
  io: Server
  /** Says a message to a room of this node's sockets. Throws in tests if the data is not of the message's shape. */
  say<D>(room: string, message: Message<string, D>, data: D): void
  hasRoom(room: string): boolean
  /** Told whenever one of this node's sockets comes into the room. */
  onJoin(room: string, told: () => void): void
  onCommand<I, R>(command: SocketCommand<I, R>, handler: CommandHandler<I, R>): void
  onConnect(handler: (context: LiveContext) => void): void
  onDisconnect(handler: (context: LiveContext) => void): void
  /** Cuts live sockets whose session has ended or whose rights have changed. */
  drop(match: (actor: Actor) => boolean, code: string): void
  commands(): SocketCommand[]
  stop(): Promise<void>
}

export const userRoom = (userId: string) => `user:${userId}`

export const openSockets = (options: {
  http: HttpServer
  log: Log
  /** Reads the session from the handshake; null refuses. */
  authenticate: (headers: Record<string, string | undefined>, address: string) => Promise<Actor | null>
  originAllowed: (origin: string | undefined, host: string | undefined) => boolean
  /** Writes a refused command to the audit. */
  onDenied?: (actor: Actor, gate: string) => void
}): SocketHub => {
  const { log } = options
  const io = new Server(options.http, {
    transports: ['websocket'],
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    maxHttpBufferSize: 256 * 1024,
    allowRequest: (request, decide) =>
      decide(null, options.originAllowed(request.headers.origin, request.headers.host)),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a list of commands has as many shapes as it has members
  const commands: { command: SocketCommand<any, any>; handler: CommandHandler<any, any> }[] = []
  const onConnect: ((context: LiveContext) => void)[] = []
  const onDisconnect: ((context: LiveContext) => void)[] = []

  io.use((socket, next) => {
    const headers = socket.handshake.headers as Record<string, string | undefined>
    options
      .authenticate(headers, socket.handshake.address)
      .then((actor) => {
        if (!actor) return next(refusal(unauthenticated()))
        socket.data.actor = actor
        socket.data.log = log
        next()
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'socket sign-in failed')
        next(refusal(error))
      })
  })

  io.on('connection', (socket) => {
    const context = (): LiveContext => ({
      socket,
      actor: socket.data.actor as Actor,
      address: socket.handshake.address,
    })
    socket.join(userRoom(context().actor.userId))
    for (const { command, handler } of commands) {
      const gate = () => {
        const { actor } = context()
        if (command.gate === 'signed-in' || actor.grants.has(command.gate)) return
        options.onDenied?.(actor, command.gate)
        throw denied(command.gate)
      }
      answer(socket, command, (input) => handler(input, context()), gate)
    }
    socket.on('disconnect', () => onDisconnect.forEach((tell) => tell(context())))
    onConnect.forEach((tell) => tell(context()))
  })

  return {
    io,
    say: (room, message, data) => void io.local.to(room).emit(message.name, data),
    hasRoom: (room) => io.of('/').adapter.rooms.has(room),
    onJoin: (room, told) => {
      io.of('/').adapter.on('join-room', (joined: string) => {
        if (joined === room) told()
      })
    },
    onCommand: (command, handler) => void commands.push({ command, handler }),
    onConnect: (handler) => void onConnect.push(handler),
    onDisconnect: (handler) => void onDisconnect.push(handler),
    drop: (match, code) => {
      for (const socket of io.of('/').sockets.values()) {
        if (!match(socket.data.actor as Actor)) continue
        socket.emit(dropped.name, { code })
        socket.disconnect(true)
      }
    },
    commands: () => commands.map(({ command }) => command),
    stop: () => io.close(),
  }
}

/** A connection is turned away with the error as its `data`. */
export const refusal = (error: unknown) => Object.assign(new Error('refused'), { data: toApiError(error) })

/** Checks the input, runs the work, acknowledges with the result or the error. Used by every namespace. */
export const answer = <I, R>(
  socket: Socket,
  command: SocketCommand<I, R>,
  work: (input: I) => Promise<R> | R,
  gate?: () => void,
): void => {
  socket.on(command.name, (input: unknown, acknowledge: unknown) => {
    const reply = typeof acknowledge === 'function' ? (acknowledge as (ack: Ack<R>) => void) : () => undefined
    // The gate before the shape, as on HTTP: who may not ask is not told how to.
    const run = async () => {
      gate?.()
      const read = readInput(command.input, input)
      noteCall((read as { callId?: unknown } | undefined)?.callId)
      return work(read)
    }
    const requestId = randomUUID()
    const fail = (error: unknown) => {
      if (!(error instanceof HubError)) {
        socket.data.log?.error({ err: error, command: command.name }, 'socket command failed')
      }
      reply({ ok: false, error: toApiError(error, requestId) })
    }
    traced({ requestId }, () => run().then((result) => reply({ ok: true, result }), fail))
  })
}
