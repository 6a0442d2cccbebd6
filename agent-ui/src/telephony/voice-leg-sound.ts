/** Plays the other party; knows when the browser holds the sound back until the user does something. */

export type RemoteSound = {
  /** Plays this stream from now on. */
  play(stream: MediaStream): Promise<void>
  /** Tries again, best within a click or a key; true when sound flows. */
  resume(): Promise<boolean>
  /** Another loudspeaker; false where the browser cannot choose or the device is gone. */
  useSpeaker(deviceId: string): Promise<boolean>
  close(): void
}

export const createRemoteSound = (onBlocked: (blocked: boolean) => void): RemoteSound => {
  const element = document.createElement('audio')
  element.autoplay = true
  let closed = false

  const start = async (): Promise<boolean> => {
    try {
      await element.play()
    } catch (error) {
      // A newer stream interrupted this one (AbortError): its own start tells how it went.
      const blocked = (error as DOMException).name === 'NotAllowedError'
      if (blocked && !closed) onBlocked(true)
      return false
    }
    if (!closed) onBlocked(false)
    return true
  }

  return {
    play: async (stream) => {
      element.srcObject = stream
      await start()
    },
    resume: start,
    useSpeaker: async (deviceId) => {
      if (!('setSinkId' in element)) return false
      return element.setSinkId(deviceId).then(
        () => true,
        () => false,
      )
    },
    close: () => {
      closed = true
      element.pause()
      element.srcObject = null
    },
  }
}
