/**
 * The parties of the bench, in a process of their own, so that their cost is not the media process's.
 * They speak as people do: a recorded phrase, then a pause as long. Told `{ callId, legId, side }`, each joins.
 */
import { createFrame, FRAME, RATE } from '#server/telephony/web-voice/media/frame.ts'
import { createUpsampler } from '#server/telephony/web-voice/media/resample.ts'
import { loadSounds } from '#server/telephony/web-voice/media/sounds.ts'
import { createVoicePeer, type VoicePeer } from '#server/telephony/web-voice/media/testing/voice-peer.ts'

const sounds = await loadSounds(process.env.PROMPTS!)
const phrase = sounds.prompt('topic-menu', 'en')!
const frames: Int16Array[] = []
const upsampler = createUpsampler(RATE)
for (let at = 0; at < phrase.samples; at += FRAME) {
  const frame = createFrame()
  phrase.read(at, frame)
  frames.push(upsampler.process(frame))
}
const pause = new Int16Array(480)

/** Phrase and pause in turn; each party begins at another point. */
const speaker = (): (() => Int16Array) => {
  const cycle = frames.length * 2
  let at = Math.floor(Math.random() * cycle)
  return () => frames[at++ % cycle] ?? pause
}

const peers = new Map<string, VoicePeer>()
process.on('message', async (message: { join?: string; answer?: { key: string; sdp: string } }) => {
  if (message.join) {
    const peer = await createVoicePeer()
    peer.say(speaker())
    peers.set(message.join, peer)
    process.send!({ key: message.join, sdp: peer.offer })
  }
  if (message.answer) await peers.get(message.answer.key)!.accept(message.answer.sdp)
})
process.on('disconnect', () => process.exit(0))
process.send!({ key: 'ready', sdp: '' })
