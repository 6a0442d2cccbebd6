/** Can this desk ring, speak and be heard? Asked of the browser, and again whenever it says that something changed. */
import { reactive } from 'vue'
import {
  MicrophoneError,
  type MicrophoneFault,
  openMicrophone,
  watchAudioDevices,
  watchMicrophonePermission,
} from '../telephony/voice-leg-microphone.ts'

const KEYS = {
  microphone: 'perezvon.microphone',
  speaker: 'perezvon.speaker',
  ring: 'perezvon.ring-device',
}

export const devices = reactive({
  microphone: false,
  fault: null as MicrophoneFault | null,
  sound: false,
  microphoneId: localStorage.getItem(KEYS.microphone),
  speakerId: localStorage.getItem(KEYS.speaker),
  /** Where it rings: a loudspeaker beside the headset. */
  ringId: localStorage.getItem(KEYS.ring),
  /** Tone tests turn the browser's voice processing off. */
  constraints: (globalThis as { perezvonConstraints?: MediaTrackConstraints }).perezvonConstraints,
})

let context: AudioContext | null = null
/** The context that rings; suspended until the browser has seen the user act. */
export const ringContext = (): AudioContext | null => {
  if (!context && typeof AudioContext !== 'undefined') {
    context = new AudioContext()
    context.onstatechange = () => {
      devices.sound = context?.state === 'running'
    }
    devices.sound = context.state === 'running'
    ringAt(devices.ringId)
  }
  return context
}

/** '' is the usual device. A browser that cannot choose rings there. */
const ringAt = (deviceId: string | null): void => {
  const choosing = context as { setSinkId?: (id: string) => Promise<void> } | null
  choosing?.setSinkId?.(deviceId ?? '').catch((error: unknown) => console.warn('it rings elsewhere', error))
}

/** Tries the microphone and the sound: at sign-in, on a click, when a device comes or goes. */
export const checkDevices = async (): Promise<void> => {
  await ringContext()
    ?.resume()
    .catch(() => undefined)
  try {
    const stream = await openMicrophone({
      ...(devices.microphoneId && { deviceId: devices.microphoneId }),
      ...(devices.constraints && { constraints: devices.constraints }),
    })
    for (const track of stream.getTracks()) track.stop()
    devices.microphone = true
    devices.fault = null
  } catch (error) {
    devices.microphone = false
    devices.fault = error instanceof MicrophoneError ? error.fault : 'failed'
  }
}

const onGesture = () => {
  if (!devices.sound) void ringContext()?.resume()
}

let started = false
export const startDevices = (): void => {
  if (started) return
  started = true
  ringContext()
  for (const kind of ['pointerdown', 'keydown'] as const) globalThis.addEventListener(kind, onGesture)
  watchAudioDevices(() => void checkDevices())
  void watchMicrophonePermission((permission) => {
    // Revoked: no proof may say otherwise while the browser is being asked again.
    if (permission !== 'granted') devices.microphone = false
    void checkDevices()
  })
  void checkDevices()
}

const remember = (key: string, deviceId: string | null): void => {
  if (deviceId) localStorage.setItem(key, deviceId)
  else localStorage.removeItem(key)
}

/** Null: whatever the system uses. */
export const chooseMicrophone = async (deviceId: string | null): Promise<void> => {
  devices.microphoneId = deviceId
  remember(KEYS.microphone, deviceId)
  await checkDevices()
}

export const chooseSpeaker = (deviceId: string | null): void => {
  devices.speakerId = deviceId
  remember(KEYS.speaker, deviceId)
}

export const chooseRing = (deviceId: string | null): void => {
  devices.ringId = deviceId
  remember(KEYS.ring, deviceId)
  ringAt(deviceId)
}
