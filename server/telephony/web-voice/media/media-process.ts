/** A media process put together: clock, calls, control socket, registration, recovery. */
import { randomUUID } from 'node:crypto'
import { MEDIA_PROTOCOL } from '#shared/telephony/media.contract.ts'
import { Calls } from './calls.ts'
import { startClock } from './clock.ts'
import { createCommands } from './commands.ts'
import { startControlServer } from './control-server.ts'
import { EventLog } from './event-log.ts'
import { type OpenFile, openNewFile } from './record-file.ts'
import { recoverRecordings } from './recover-recordings.ts'
import type { Register } from './registration.ts'
import type { MediaSettings } from './settings.ts'
import type { Sounds } from './sounds.ts'
import { createStats } from './stats.ts'

const SWEEP_MS = 1000
/** Recordings of a sibling that died are looked for every so many sweeps. */
const RECOVER_EVERY = 10
const FORGOTTEN_MS = 120_000

export type MediaParts = {
  settings: Omit<MediaSettings, 'databaseUrl'>
  sounds: Sounds
  register: Register
  onFault: (error: unknown, about?: Record<string, unknown>) => void
  now?: () => number
  openFile?: OpenFile
  forgottenAfterMs?: number
}

export type MediaProcess = { mediaId: string; address: string; stop(): Promise<void> }

/** Starts it; rejects when the port is taken or the registration fails. */
export const startMediaProcess = async (parts: MediaParts): Promise<MediaProcess> => {
  const { settings, onFault, now = Date.now, openFile = openNewFile } = parts
  const startedAt = now()
  const log = new EventLog(randomUUID(), now)
  const recordings = { folder: settings.recordingsDir, openFile }
  const calls = new Calls(
    { emit: log.emit, now, line: settings.line, sounds: parts.sounds, recordings },
    {
      capacity: settings.capacity,
      forgottenAfterMs: parts.forgottenAfterMs ?? FORGOTTEN_MS,
      onFault: (callId, error) => onFault(error, { callId }),
    },
  )
  const clock = startClock((tick) => calls.tick(tick))
  const recover = async (): Promise<void> => {
    for (const found of await recoverRecordings(settings.recordingsDir, now(), onFault)) {
      const { callId, recordingId, path, durationMs, bytes } = found
      const whole = { callId, recordingId, path, durationMs, bytes }
      log.emit({ event: 'recording.ended', ...whole, reason: 'recovered' })
    }
  }
  await recover()
  const control = await startControlServer({
    ...settings,
    hello: () => ({
      event: 'hello',
      seq: log.seq,
      at: now(),
      mediaId: log.mediaId,
      protocol: MEDIA_PROTOCOL,
      capacity: settings.capacity,
      calls: calls.size,
      startedAt,
    }),
    listen: (listener) => log.listen(listener),
    carryOut: createCommands({
      calls,
      log,
      sounds: parts.sounds,
      stats: createStats(calls, settings.capacity, clock.lateness),
    }),
    onFault,
  })
  const sweeper = startSweeper(calls, recover, onFault)
  const address = settings.address ?? `ws://${settings.host}:${control.port}`
  const entry = { mediaId: log.mediaId, address, capacity: settings.capacity, calls: () => calls.size }
  const registration = await parts.register(entry)
  return {
    mediaId: log.mediaId,
    address,
    stop: async () => {
      log.emit({ event: 'stopping' })
      clearInterval(sweeper)
      await calls.drain()
      clock.stop()
      await registration.stop()
      await control.close()
    },
  }
}

const startSweeper = (
  calls: Calls,
  recover: () => Promise<void>,
  onFault: MediaParts['onFault'],
): NodeJS.Timeout => {
  let round = 0
  const sweep = async (): Promise<void> => {
    await calls.touchRecordings()
    await calls.sweep()
    if (++round % RECOVER_EVERY === 0) await recover()
  }
  return setInterval(() => void sweep().catch(onFault), SWEEP_MS)
}
