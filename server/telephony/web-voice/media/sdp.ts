/** What the media process changes in a browser's offer before it answers. */

/**
 * `lean`: G.722, telephony's wideband codec: a leg costs less of a core than with Opus.
 * `robust`: what the browser prefers, Opus: it mends lost packets, for networks that have shown to lose them.
 */
export type CodecChoice = 'lean' | 'robust'

/** RTP's fixed number of G.722 (RFC 3551). */
const G722 = '9'

/**
 * Congestion feedback for each packet (transport-cc) steers video; for one voice stream of constant rate it only
 * costs. Audio levels and send times serve nobody here either.
 */
const COSTLY = /^a=(?:rtcp-fb:\d+ transport-cc|extmap:\d+ \S*(?:transport-wide-cc|abs-send-time|audio-level))/

/** The offer without what costs and serves nobody; with `lean` and G.722 in it, with that codec alone. */
export const trimOffer = (sdp: string, choice: CodecChoice): string => {
  const lines = sdp.split(/\r?\n/).filter((line) => !COSTLY.test(line))
  const media = lines.findIndex((line) => line.startsWith('m=audio '))
  const [port, protocol, ...codecs] = (lines[media] ?? '').split(' ').slice(1)
  if (choice === 'robust' || !codecs.includes(G722)) return lines.join('\r\n')
  lines[media] = `m=audio ${port} ${protocol} ${G722}`
  return lines.filter((line) => isOf(line, G722)).join('\r\n')
}

/** False for lines that speak of another codec. */
const isOf = (line: string, codec: string): boolean => {
  const spoken = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)/.exec(line)
  return !spoken || spoken[1] === codec
}

/** The ICE name of a description, by which a candidate says whose it is. Null when there is none. */
export const iceNameOf = (sdp: string): string | null => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null

/** True when the description offers an audio line. */
export const hasAudio = (sdp: string): boolean => /^m=audio [1-9]/m.test(sdp)
