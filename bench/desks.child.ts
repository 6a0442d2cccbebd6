/** As many agents' desks as are asked for, each a live line of its own; and the provider's end of an arrival. */
import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { openDesk, proveDesk } from '#shared/agents/agent.contract.ts'
import { type DeskState, deskStateMessage } from '#shared/routing/desk.contract.ts'
import { answerParent } from './answer-parent.ts'
import { FLOOR_MESSAGE } from './provider.ts'
import type { Seat } from './scratch.ts'

const AT_ONCE = 20
/** Call id → when it showed at a desk, and whoever waits for that. */
const shown = new Map<string, number>()
const waiting = new Map<string, (at: number) => void>()

const show = (callId: string | null): void => {
  if (!callId || shown.has(callId)) return
  const now = performance.now()
  shown.set(callId, now)
  waiting.get(callId)?.(now)
}

const openOne = async (url: string, cookie: string): Promise<Socket> => {
  const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } })
  socket.on(deskStateMessage.name, ({ offers }: DeskState) => offers.forEach(({ callId }) => show(callId)))
  socket.on(FLOOR_MESSAGE, ({ callId }: { callId: string }) => show(callId))
  socket.on(proveDesk.name, (_: unknown, answer: (proof: unknown) => void) =>
    answer({ microphone: true, sound: true }),
  )
  await new Promise<void>((ready, failed) => {
    socket.once('connect', ready)
    socket.once('connect_error', failed)
  })
  await socket.emitWithAck(openDesk.name, { deskId: randomUUID() })
  return socket
}

answerParent({
  open: async ({ url, seats }: { url: string; seats: Seat[] }) => {
    for (let at = 0; at < seats.length; at += AT_ONCE)
      await Promise.all(seats.slice(at, at + AT_ONCE).map(({ cookie }) => openOne(url, cookie)))
  },
  /** Tells the provider's address of a call; answers with the ms until it shows at a desk. */
  call: async ({ url, body }: { url: string; body: unknown }) => {
    const began = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const { callId } = (await response.json()) as { callId: string }
    const at = shown.get(callId) ?? (await new Promise<number>((seen) => waiting.set(callId, seen)))
    return at - began
  },
})
