/** The chosen microphone, listened to while it is being chosen: a bar moves, nobody else hears it. */
import { createLevelMeter, type LevelMeter } from '../telephony/voice-leg-meter.ts'
import { MicrophoneError, openMicrophone } from '../telephony/voice-leg-microphone.ts'
import { devices } from './devices.ts'

export const listenToMicrophone = () => {
  let stream: MediaStream | null = null
  let meter: LevelMeter | null = null
  /** The latest `start` or `stop` counts: a microphone that opens too late is closed again. */
  let turn = 0

  const stop = (): void => {
    turn++
    meter?.close()
    for (const track of stream?.getTracks() ?? []) track.stop()
    meter = null
    stream = null
  }
  return {
    start: async (deviceId: string | null): Promise<void> => {
      stop()
      const mine = turn
      try {
        const opened = await openMicrophone({
          ...(deviceId && { deviceId }),
          constraints: devices.constraints,
        })
        if (mine !== turn) {
          for (const track of opened.getTracks()) track.stop()
          return
        }
        stream = opened
        meter = createLevelMeter(opened)
      } catch (error) {
        if (!(error instanceof MicrophoneError)) throw error
        devices.fault = error.fault
      }
    },
    stop,
    level: (): number => meter?.level() ?? 0,
  }
}
