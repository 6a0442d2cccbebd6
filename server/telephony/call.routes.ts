import * as contract from '#shared/telephony/call.contract.ts'
import { handle, type Route } from '../platform/http.ts'
import { iceServersFor } from './ice-servers.ts'
import { playRecording } from './play-recording.ts'
import type { Telephony } from './telephony.ts'
import * as work from './work-call.ts'

export const callRoutes = (house: Telephony): Route[] => {
  const act = (
    endpoint: typeof contract.holdCall,
    deed: (house: Telephony, callId: string, userId: string) => Promise<void>,
  ): Route =>
    handle(endpoint, async ({ params, actor }) => {
      await deed(house, params.callId, actor.userId)
      return {}
    })
  return [
    act(contract.holdCall, work.holdCall),
    act(contract.resumeCall, work.resumeCall),
    act(contract.muteLeg, work.muteLeg),
    act(contract.unmuteLeg, work.unmuteLeg),
    act(contract.soundHeldBack, work.holdSoundBack),
    act(contract.soundPlays, work.letSoundPlay),
    act(contract.pauseRecording, work.pauseCallRecording),
    act(contract.resumeRecording, work.resumeCallRecording),
    handle(contract.playRecording, ({ params, actor, response }) =>
      playRecording(house, params.recordingId, actor, response),
    ),
    handle(contract.readIceServers, ({ actor }) =>
      iceServersFor(house.config, actor.userId, house.clock.now()),
    ),
  ]
}
