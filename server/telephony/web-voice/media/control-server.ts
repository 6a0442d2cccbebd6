/** The authenticated local socket by which servers lead this process. No frame, however broken, ends it. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import {
  MEDIA_FRAME_LIMIT,
  MEDIA_HEALTH_PATH,
  type MediaEvent,
  type MediaReply,
  type MediaRequest,
  mediaRequest,
} from '#shared/telephony/media.contract.ts'
import { MediaFault } from './fault.ts'

const PING_MS = 10_000
/** A server that reads so slowly (bytes unsent) is cut off; it comes back and asks for a replay. */
const SLOW_READER = 8_000_000

export type ControlParts = {
  host: string
  port: number
  token: string
  hello: () => MediaEvent
  listen: (listener: (event: MediaEvent) => void) => () => void
  carryOut: (request: MediaRequest) => Promise<unknown>
  onFault: (error: unknown) => void
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Listens; rejects when the port is taken. */
export const startControlServer = async (parts: ControlParts) => {
  const expected = digest(`Bearer ${parts.token}`)
  const mayEnter = (request: IncomingMessage): boolean =>
    timingSafeEqual(digest(request.headers.authorization ?? ''), expected)
  const http = createServer(answerProbe)
  const server = new WebSocketServer({
    server: http,
    maxPayload: MEDIA_FRAME_LIMIT,
    verifyClient: ({ req }, done) => (mayEnter(req) ? done(true) : done(false, 401, 'Unauthorized')),
  })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
    http.listen(parts.port, parts.host)
  })
  server.on('error', parts.onFault)
  server.on('connection', (socket) => serve(socket, parts))
  return {
    port: (http.address() as AddressInfo).port,
    close: async (): Promise<void> => {
      for (const socket of server.clients) socket.close(1001, 'stopping')
      setTimeout(() => server.clients.forEach((socket) => socket.terminate()), 500).unref()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await new Promise<void>((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      })
    },
  }
}

/** That this process lives, and its event loop turns, is told to anybody; all else wants the token and a WebSocket. */
const answerProbe: RequestListener = (request, response) => {
  const probe = request.method === 'GET' && request.url === MEDIA_HEALTH_PATH
  response.writeHead(probe ? 200 : 426, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(probe ? JSON.stringify({ state: 'alive' }) : undefined)
}

const serve = (socket: WebSocket, parts: ControlParts): void => {
  let alive = true
  const send = (message: MediaReply | MediaEvent): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > SLOW_READER) socket.terminate()
    else socket.send(JSON.stringify(message))
  }
  const heartbeat = setInterval(() => {
    if (!alive) socket.terminate()
    alive = false
    if (socket.readyState === socket.OPEN) socket.ping()
  }, PING_MS)
  socket.on('pong', () => {
    alive = true
  })
  // The protocol's own refusals (a frame too large) close the socket by themselves.
  socket.on('error', parts.onFault)
  socket.on('message', (data, isBinary) => {
    void answerFrame(isBinary ? null : data.toString(), parts).then(send)
  })
  const stopListening = parts.listen(send)
  socket.on('close', () => {
    clearInterval(heartbeat)
    stopListening()
  })
  send(parts.hello())
}

/** The reply to one frame (null where it was no text); never rejects. */
export const answerFrame = async (
  frame: string | null,
  parts: Pick<ControlParts, 'carryOut' | 'onFault'>,
): Promise<MediaReply> => {
  const read = frame === null ? undefined : readJson(frame)
  const id = frameId.safeParse(read).data?.id ?? null
  const request = mediaRequest.safeParse(read)
  if (!request.success) {
    const message = read === undefined ? 'A frame is a JSON text' : z.prettifyError(request.error)
    return { id, ok: false, error: { code: 'bad_request', message } }
  }
  try {
    return { id: request.data.id, ok: true, result: await parts.carryOut(request.data) }
  } catch (error) {
    if (error instanceof MediaFault) {
      if (error.code === 'internal') parts.onFault(error)
      return { id, ok: false, error: { code: error.code, message: error.message } }
    }
    parts.onFault(error)
    return { id, ok: false, error: { code: 'internal', message: 'The command failed' } }
  }
}

const frameId = z.object({ id: z.string() })

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
