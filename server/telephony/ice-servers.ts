/** STUN and TURN servers for one desk or caller, with credentials that nobody can use for long. */
import { createHmac } from 'node:crypto'
import type { Config } from '../platform/config.ts'

export type IceServer = Config['ICE_SERVERS'][number]

/**
 * `who` names the desk's user or the call, so that a TURN server can tell them apart and bound each; epoch ms.
 * Source: draft-uberti-behave-turn-rest-00, as coturn's `use-auth-secret` reads it.
 */
export const iceServersFor = (
  config: Pick<Config, 'ICE_SERVERS' | 'TURN_URLS' | 'TURN_SECRET' | 'TURN_LASTS_S'>,
  who: string,
  now: number,
): { iceServers: IceServer[]; lastsMs: number | null } => {
  const { ICE_SERVERS, TURN_URLS, TURN_SECRET, TURN_LASTS_S } = config
  if (!TURN_URLS || !TURN_SECRET) return { iceServers: ICE_SERVERS, lastsMs: null }
  const username = `${Math.floor(now / 1_000) + TURN_LASTS_S}:${who}`
  const credential = createHmac('sha1', TURN_SECRET).update(username).digest('base64')
  return {
    iceServers: [...ICE_SERVERS, { urls: TURN_URLS, username, credential }],
    lastsMs: TURN_LASTS_S * 1_000,
  }
}
