/** What the media process changes in a browser's offer before it answers. */

/**
 * Congestion feedback for each packet (transport-cc) steers video; for one voice stream of constant rate it only
 * costs: without it a leg takes a fifth less CPU. Audio levels and send times serve nobody here either.
 */
const COSTLY = /^a=(?:rtcp-fb:\d+ transport-cc|extmap:\d+ \S*(?:transport-wide-cc|abs-send-time|audio-level))/

export const trimOffer = (sdp: string): string =>
  sdp
    .split(/\r?\n/)
    .filter((line) => !COSTLY.test(line))
    .join('\r\n')

/** The ICE name of a description, by which a candidate says whose it is. Null when there is none. */
export const iceNameOf = (sdp: string): string | null => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null

/** True when the description offers an audio line. */
export const hasAudio = (sdp: string): boolean => /^m=audio [1-9]/m.test(sdp)
