/** The voice port: orders to whichever provider carries the call, through the outbox. */
import { randomUUID } from 'node:crypto'
import { type VoiceCommand, voiceCommand } from '#shared/telephony/voice-command.contract.ts'
import type { Trx } from '../platform/database.ts'
import { putEffect } from '../platform/outbox.ts'

/** Outbox kind of a provider's orders. */
export const voiceKind = (provider: string) => `voice.${provider}`

/** Orders of one call go out in the order they were written: its lane, under the call's lock. */
export const orderVoice = (
  trx: Trx,
  call: { id: string; provider: string },
  command: VoiceCommand,
): Promise<void> =>
  putEffect(trx, {
    kind: voiceKind(call.provider),
    key: `voice:${call.id}:${command.order}:${randomUUID()}`,
    lane: `voice:${call.id}`,
    payload: voiceCommand.parse(command),
  })

/** Let the sound follow the rows. */
export const arrange = (trx: Trx, call: { id: string; provider: string }): Promise<void> =>
  orderVoice(trx, call, { order: 'arrange', callId: call.id })
