/** The answer to the server's question whether this desk can ring, speak and be heard (never given by a timer). */
import { type DeskProof, proveDesk } from '#shared/agents/agent.contract.ts'
import { answerServer } from '../platform/live.ts'
import { devices } from './devices.ts'
import { useSoftphone } from './softphone.ts'

export const startDeskProof = (isDesk: () => boolean): void => {
  const { phone, speaks } = useSoftphone()
  answerServer(proveDesk, (): DeskProof | null =>
    isDesk()
      ? {
          // What was found at the last check, and what the legs' microphones do at this moment.
          microphone: devices.microphone && speaks(),
          sound: devices.sound,
          phone: phone.value === 'running',
        }
      : null,
  )
}
