/** A server's end of the control socket, for tests and the bench. */
import { WebSocket } from 'ws'
import {
  type MediaCommand,
  type MediaEvent,
  type MediaEventName,
  type MediaOrder,
  type MediaReply,
  type MediaResult,
  mediaEvent,
  mediaReply,
  mediaResult,
} from '#shared/telephony/media.contract.ts'

type EventOf<N extends MediaEventName> = Extract<MediaEvent, { event: N }>

export type ControlClient = {
  events: MediaEvent[]
  /** Rejects with the error's code as its message. */
  order<C extends MediaCommand>(order: Extract<MediaOrder, { cmd: C }>): Promise<MediaResult<C>>
  /** Sends a frame as it is and resolves with the next reply of any kind. */
  raw(frame: string | Buffer): Promise<MediaReply>
  /** The first event of this name, past or to come, that fits. */
  event<N extends MediaEventName>(name: N, fits?: (event: EventOf<N>) => boolean): Promise<EventOf<N>>
  close(): void
}

/** Rejects when the media process refuses. */
export const connectControl = async (address: string, token: string): Promise<ControlClient> => {
  const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } })
  const events: MediaEvent[] = []
  const waiting = new Set<(event: MediaEvent) => void>()
  const replies = new Map<string, (reply: MediaReply) => void>()
  let anyReply: ((reply: MediaReply) => void) | null = null
  let lastId = 0
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(data.toString())
    const event = mediaEvent.safeParse(message)
    if (event.success) {
      events.push(event.data)
      for (const look of waiting) look(event.data)
      return
    }
    const reply = mediaReply.parse(message)
    const settle = replies.get(reply.id ?? '') ?? anyReply
    replies.delete(reply.id ?? '')
    settle?.(reply)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return {
    events,
    order: async ({ cmd, ...rest }) => {
      const id = String(++lastId)
      const reply = await new Promise<MediaReply>((resolve) => {
        replies.set(id, resolve)
        socket.send(JSON.stringify({ id, cmd, ...rest }))
      })
      if (!reply.ok) throw new Error(reply.error.code, { cause: reply.error.message })
      return mediaResult[cmd].parse(reply.result) as never
    },
    raw: (frame) =>
      new Promise((resolve) => {
        anyReply = resolve
        socket.send(frame)
      }),
    event: (name, fits = () => true) =>
      new Promise((resolve) => {
        const look = (event: MediaEvent): void => {
          if (event.event !== name || !fits(event as never)) return
          waiting.delete(look)
          resolve(event as never)
        }
        waiting.add(look)
        for (const event of [...events]) look(event)
      }),
    close: () => socket.close(),
  }
}
