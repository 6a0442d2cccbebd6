/** One server's line to one media process: requests with replies, events in order, a new line when it breaks. */
import WebSocket from 'ws'
import {
  type MediaCommand,
  type MediaEvent,
  type MediaOrder,
  type MediaResult,
  mediaEvent,
  mediaReply,
  mediaResult,
} from '#shared/telephony/media.contract.ts'
import type { Log } from '../../platform/log.ts'

/** The media process refused, or is not there. `code` is its own, or `no_line`. */
export class MediaRefusal extends Error {
  readonly code: string
  constructor(code: string, text: string) {
    super(`${code}: ${text}`)
    this.code = code
  }
}

const REPLY_WITHIN_MS = 8_000
/** A process that answers no ping for so long hangs, or its machine is gone: the line is given up, ms. */
const SILENT_MS = 2_000
const PING_EVERY_MS = 500
/** A machine with much more to do than it can is slow to answer, and not dead. */
const HANDSHAKE_WITHIN_MS = 5_000

type Pending = { resolve: (result: unknown) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }
type OrderOf<C extends MediaCommand> = Extract<MediaOrder, { cmd: C }>

export type MediaLink = {
  mediaId: string
  address: string
  isOpen(): boolean
  ask<C extends MediaCommand>(order: OrderOf<C>): Promise<MediaResult<C>>
  close(): void
}

export const openMediaLink = (options: {
  mediaId: string
  address: string
  token: string
  log: Log
  onEvent: (event: MediaEvent) => void
  /** The line opened: catch up on what was missed. */
  onOpen: (link: MediaLink) => void
  /** `refused`: nobody listens at that address any more. */
  onClosed: (link: MediaLink, how: { wasOpen: boolean; refused: boolean }) => void
}): MediaLink => {
  const pending = new Map<string, Pending>()
  let sequence = 0
  const socket = new WebSocket(options.address, {
    headers: { authorization: `Bearer ${options.token}` },
    handshakeTimeout: HANDSHAKE_WITHIN_MS,
  })

  const fail = (code: string) => {
    for (const [id, wait] of pending) {
      clearTimeout(wait.timer)
      wait.reject(new MediaRefusal(code, 'the line to the media process is closed'))
      pending.delete(id)
    }
  }
  const settle = (frame: unknown) => {
    const reply = mediaReply.safeParse(frame)
    if (!reply.success || reply.data.id === null) return
    const wait = pending.get(reply.data.id)
    if (!wait) return
    clearTimeout(wait.timer)
    pending.delete(reply.data.id)
    if (reply.data.ok) wait.resolve(reply.data.result)
    else wait.reject(new MediaRefusal(reply.data.error.code, reply.data.error.message))
  }

  const link: MediaLink = {
    mediaId: options.mediaId,
    address: options.address,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    ask: async (order) => {
      if (socket.readyState !== WebSocket.OPEN) throw new MediaRefusal('no_line', options.address)
      sequence += 1
      const id = String(sequence)
      const result = await new Promise<unknown>((resolve, reject) => {
        const timer = setTimeout(() => {
          pending.delete(id)
          reject(new MediaRefusal('no_answer', order.cmd))
        }, REPLY_WITHIN_MS)
        pending.set(id, { resolve, reject, timer })
        socket.send(JSON.stringify({ ...order, id }))
      })
      return mediaResult[order.cmd].parse(result) as never
    },
    close: () => socket.terminate(),
  }

  const listening = watchLine(socket)
  let wasOpen = false
  let refused = false
  socket.on('open', () => {
    wasOpen = true
    options.onOpen(link)
  })
  socket.on('message', (data) => {
    const frame: unknown = JSON.parse(data.toString())
    const event = mediaEvent.safeParse(frame)
    if (event.success) options.onEvent(event.data)
    else settle(frame)
  })
  // 'close' always follows an error and does the work.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    refused = error.code === 'ECONNREFUSED'
    options.log.debug({ err: error, media: options.mediaId }, 'media line error')
  })
  socket.on('close', () => {
    clearInterval(listening)
    fail('no_line')
    options.onClosed(link, { wasOpen, refused })
  })
  return link
}

/** Cuts a line on which nothing comes any more; TCP alone would find out after minutes. */
const watchLine = (socket: WebSocket): NodeJS.Timeout => {
  let heardAt = performance.now()
  let lookedAt = heardAt
  const hear = () => {
    heardAt = performance.now()
  }
  socket.on('open', hear).on('pong', hear).on('message', hear)
  return setInterval(() => {
    const now = performance.now()
    // This process itself stood still: what came meanwhile has not been read yet.
    if (now - lookedAt > 2 * PING_EVERY_MS) hear()
    lookedAt = now
    if (socket.readyState !== WebSocket.OPEN) return
    if (now - heardAt > SILENT_MS) socket.terminate()
    else socket.ping()
  }, PING_EVERY_MS)
}
