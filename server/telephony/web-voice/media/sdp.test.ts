import { expect, test } from 'vitest'
import { hasAudio, iceNameOf, trimOffer } from './sdp.ts'

const offer = [
  'v=0',
  'a=ice-ufrag:AbC+',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13',
  'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:0 PCMU/8000',
  '',
].join('\r\n')

test('lean leaves G.722 alone; robust leaves the choice; both drop what only costs', () => {
  const lean = trimOffer(offer, 'lean')
  expect(lean).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 9\r\n')
  expect(lean).toContain('G722')
  expect(lean).not.toMatch(/opus|PCMU|transport-cc|audio-level|:111/)
  expect(lean).toContain('sdes:mid')
  const robust = trimOffer(offer, 'robust')
  expect(robust).toContain('SAVPF 111 63 9 0 8 13')
  expect(robust).toContain('useinbandfec=1')
  expect(robust).not.toMatch(/transport-cc|audio-level/)
  expect(robust.endsWith('\r\n')).toBe(true)
})

test('a browser without G.722 keeps what it offered', () => {
  const without = offer.replace(' 9 0 8 13', ' 0 8 13')
  expect(trimOffer(without, 'lean')).toContain('SAVPF 111 63 0 8 13')
})

test('reads what is asked of a description', () => {
  expect(iceNameOf(offer)).toBe('AbC+')
  expect(iceNameOf('v=0')).toBeNull()
  expect(hasAudio(offer)).toBe(true)
  expect(hasAudio(offer.replace('m=audio 9', 'm=audio 0'))).toBe(false)
  expect(hasAudio('m=video 9 x')).toBe(false)
})
