/** Asks each desk of this node, over its socket, whether it can ring, speak and be heard; keeps the answers. */
import { NO_DESK_AFTER_MS, PROVE_EVERY_MS } from '#shared/agents/activity.ts'
import {
  deskProof,
  deskReplaced,
  openDesk as openDeskCommand,
  proveDesk,
} from '#shared/agents/agent.contract.ts'
import { inTransaction } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { type Socket, type SocketHub, userRoom } from '../platform/sockets.ts'
import { deskless } from './agent.store.ts'
import { holdAgent } from './choose-presence.ts'
import { keepProofs, leaveDesk, openDesk, type Proof } from './open-desk.ts'

type Desk = { socket: Socket; userId: string; deskId: string }

export const runDeskRounds = (platform: Platform, sockets: SocketHub, everyMs = PROVE_EVERY_MS) => {
  const desks = new Map<string, Desk>()

  sockets.onCommand(openDeskCommand, async ({ deskId }, { socket, actor }) => {
    const replaced = await openDesk(platform, actor.userId, deskId)
    desks.set(socket.id, { socket, userId: actor.userId, deskId })
    if (replaced) sockets.say(userRoom(actor.userId), deskReplaced, { deskId: replaced })
    // The first proof is asked at once, so that a fresh desk rings within a breath.
    void ask(desks.get(socket.id)).then((proof) => proof && keep([proof]))
    return { proveEveryMs: everyMs }
  })
  sockets.onDisconnect(({ socket }) => {
    const desk = desks.get(socket.id)
    if (!desk) return
    desks.delete(socket.id)
    leaveDesk(platform, desk.userId, desk.deskId).catch((error: unknown) =>
      platform.log.error({ err: error, userId: desk.userId }, 'desk could not be left'),
    )
  })

  const keep = (proofs: Proof[]) =>
    keepProofs(platform, proofs).catch((error: unknown) =>
      platform.log.error({ err: error }, 'desk proofs could not be kept'),
    )
  const round = async () => {
    const answers = await Promise.all([...desks.values()].map(ask))
    await keep(answers.filter((proof) => proof !== null))
  }
  const timer = setInterval(() => void round(), everyMs)
  return { round, stop: () => clearInterval(timer) }
}

/** Null when the tab does not answer in time: its last proof then grows old by itself. */
const ask = async (desk: Desk | undefined): Promise<Proof | null> => {
  if (!desk) return null
  try {
    const answer: unknown = await desk.socket
      .timeout(4_000)
      .emitWithAck(proveDesk.name, { deskId: desk.deskId })
    const proof = deskProof.parse(answer)
    const faults = (['microphone', 'sound', 'phone'] as const).filter((part) => !proof[part])
    return { userId: desk.userId, deskId: desk.deskId, ok: faults.length === 0, faults }
  } catch {
    return null
  }
}

/** Sweep: available without a working desk for two minutes becomes away, "no desk". */
export const holdDeskless = async ({ db, clock }: Platform): Promise<number> => {
  const now = clock.now()
  const users = await deskless(db, now - NO_DESK_AFTER_MS)
  for (const userId of users) await inTransaction(db, (trx) => holdAgent(trx, userId, 'lose-desk', now))
  return users.length
}
