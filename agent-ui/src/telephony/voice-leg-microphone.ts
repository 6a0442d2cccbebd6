/** The microphone, and in plain kinds why there is none. */

/**
 * `not-secure`: the page came over plain http, browsers give no microphone there. `refused`: the user or a policy
 * said no. `none`: no device. `busy`: another program holds it. `failed`: anything else.
 */
export type MicrophoneFault = 'not-secure' | 'refused' | 'none' | 'busy' | 'failed'

export class MicrophoneError extends Error {
  readonly fault: MicrophoneFault

  constructor(fault: MicrophoneFault, cause?: unknown) {
    super(`No microphone: ${fault}`, { cause })
    this.fault = fault
  }
}

const FAULTS: Record<string, MicrophoneFault> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** What a voice wants from its microphone; a test overrides it to pass tones through untouched. */
export const VOICE_CONSTRAINTS: MediaTrackConstraints = {
  channelCount: 1,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
}

/** False on pages where the browser will not even ask. */
export const canAskForMicrophone = (): boolean => Boolean(globalThis.navigator?.mediaDevices?.getUserMedia)

/**
 * Opens a microphone; a remembered device that is no longer there gives way to the usual one.
 * Rejects with `MicrophoneError`.
 */
export const openMicrophone = async ({
  deviceId,
  constraints = {},
}: {
  deviceId?: string | undefined
  constraints?: MediaTrackConstraints | undefined
} = {}): Promise<MediaStream> => {
  if (!canAskForMicrophone()) throw new MicrophoneError(globalThis.isSecureContext ? 'none' : 'not-secure')
  const audio = { ...VOICE_CONSTRAINTS, ...constraints, ...(deviceId && { deviceId: { exact: deviceId } }) }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video: false })
  } catch (cause) {
    const fault = FAULTS[(cause as DOMException).name] ?? 'failed'
    if (deviceId && fault === 'none') return openMicrophone({ constraints })
    throw new MicrophoneError(fault, cause)
  }
}

export type AudioDevices = { microphones: MediaDeviceInfo[]; speakers: MediaDeviceInfo[] }

/** Devices to choose from; they bear names only once a microphone was granted. Empty where the browser gives none. */
export const listAudioDevices = async (): Promise<AudioDevices> => {
  const all = (await globalThis.navigator?.mediaDevices?.enumerateDevices()) ?? []
  return {
    microphones: all.filter(({ kind }) => kind === 'audioinput'),
    speakers: all.filter(({ kind }) => kind === 'audiooutput'),
  }
}

/** Calls back when a device was plugged in or out; returns the way to stop. */
export const watchAudioDevices = (onChange: () => void): (() => void) => {
  const devices = globalThis.navigator?.mediaDevices
  devices?.addEventListener('devicechange', onChange)
  return () => devices?.removeEventListener('devicechange', onChange)
}

/** Calls back when the user or a policy changes the permission; does nothing where the browser cannot tell. */
export const watchMicrophonePermission = async (
  onChange: (permission: PermissionState) => void,
): Promise<void> => {
  try {
    const status = await globalThis.navigator?.permissions?.query({ name: 'microphone' as PermissionName })
    status?.addEventListener('change', () => onChange(status.state))
  } catch (error) {
    console.debug('this browser does not tell of the microphone permission', error)
  }
}
