/** A hub with an account at the stand-in: its number, its application, its public address. */
import type { Config } from '#server/platform/config.ts'
import { freePort } from '../../scripts/launch/ports.ts'
import type { UserName } from '../harness/company.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import { type Desk, openDeskOf } from '../harness/parties.ts'
import { type StandIn, startCloud } from './start-cloud.ts'

export const NUMBER = '+74950000001'

export type TwilioHub = { hub: Hub; cloud: StandIn; stop(): Promise<void> }

export const startTwilioHub = async (
  options: { publicUrl?: string; config?: Partial<Config>; worker?: boolean } = {},
): Promise<TwilioHub> => {
  const cloud = await startCloud()
  const port = await freePort()
  const publicUrl = options.publicUrl ?? `http://127.0.0.1:${port}`
  const account = await cloud.wish({ do: 'set-up', publicUrl, numbers: [NUMBER] })
  const hub = await startHub({
    worker: options.worker ?? true,
    config: {
      PORT: port,
      PUBLIC_URL: publicUrl,
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      TWILIO_API_KEY_SID: account.apiKeySid,
      TWILIO_API_KEY_SECRET: account.apiKeySecret,
      TWILIO_TWIML_APP_SID: account.appSid,
      TWILIO_API_URL: cloud.url,
      ...options.config,
    } as Partial<Config>,
  })
  return {
    hub,
    cloud,
    stop: async () => {
      await hub.stop()
      cloud.stop()
    },
  }
}

export type NetworkDesk = Desk & {
  /** As the softphone does once the agent has answered; the answer is the line's name at the provider. */
  connect(): Promise<string>
}

export const openNetworkDesk = async ({ hub, cloud }: TwilioHub, name: UserName): Promise<NetworkDesk> => {
  const desk = await openDeskOf(hub, name)
  return {
    ...desk,
    connect: async () => {
      const { work } = await desk.until((state) => state.work.some(({ legId }) => legId !== null), 30_000)
      const legId = work[0]?.legId as string
      const { body } = await desk.visitor.get('/api/telephony/twilio/token')
      const { sid } = await cloud.wish({ do: 'connect', token: body.token, params: { legId } })
      // A client who cannot be called at all may have ended the work before anybody saw the line up.
      await desk.until(({ work: [now] }) => now?.legState === 'connected' || now?.state === 'wrap-up', 30_000)
      return sid as string
    },
  }
}

/** The client is in the room with so many others, as the cloud sees it. */
export const inRoom = (
  { cloud }: TwilioHub,
  sid: string,
  holds: (party: { hold: boolean; others: number }) => boolean,
) =>
  eventually(async () => {
    const { rooms } = await cloud.show()
    const room = rooms.find(({ participants }) => participants.some(({ callSid }) => callSid === sid))
    const own = room?.participants.find(({ callSid }) => callSid === sid)
    if (!room || !own || !holds({ hold: own.hold, others: room.participants.length - 1 }))
      throw new Error(`the client is in ${JSON.stringify(room)}`)
  }, 30_000)
