/** A media process without a database, as a process of its own: tests kill it. Prints its address. */
import { startMediaProcess } from '../media-process.ts'
import { loadSounds } from '../sounds.ts'
import { PROMPTS, TOKEN } from './media-fixture.ts'

const media = await startMediaProcess({
  settings: {
    token: TOKEN,
    recordingsDir: process.env.RECORDINGS_DIR!,
    host: '127.0.0.1',
    port: 0,
    address: null,
    capacity: Number(process.env.MEDIA_CAPACITY ?? 200),
    line: { codec: process.env.MEDIA_CODEC === 'robust' ? 'robust' : 'lean', peer: { iceServers: [] } },
  },
  sounds: await loadSounds(PROMPTS),
  register: async () => ({ stop: async () => undefined }),
  onFault: (error) => process.stderr.write(`${String(error)}\n`),
})
process.on('disconnect', () => process.exit(0))
process.send?.({ address: media.address })
