/** Whether this page can have a microphone, and why not. */
export type MicrophoneChance = 'possible' | 'insecure' | 'unsupported'

/** Browsers give the microphone only to https and to localhost: on a plain-http address `mediaDevices` isn't there. */
export const microphoneChance = (): MicrophoneChance => {
  const devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices
  if (devices) return 'possible'
  return globalThis.isSecureContext ? 'unsupported' : 'insecure'
}
