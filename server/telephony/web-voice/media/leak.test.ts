import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectControl } from './testing/control-client.ts'
import { forkMedia } from './testing/fork-media.ts'
import { hears, joinCall, TOKEN } from './testing/media-fixture.ts'

const LEGS = 100

test.skipIf(process.platform !== 'linux')(
  'a hundred legs come and go: no thread, no socket and little memory stays behind',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'perezvon-leak-'))
    const media = await forkMedia(folder)
    try {
      const control = await connectControl(media.address, TOKEN)
      const count = (what: 'task' | 'fd'): number => readdirSync(`/proc/${media.process.pid}/${what}`).length
      const residentMb = (): number =>
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${media.process.pid}/status`, 'utf8'))![1]) / 1024
      const round = async (n: number): Promise<void> => {
        const callId = `leak-${n}`
        await control.order({ cmd: 'call.open', callId })
        const mix = { c: hears('a'), a: hears('c') }
        await control.order({ cmd: 'call.mix', callId, legs: mix })
        const client = await joinCall(control, callId, 'c', 'client')
        const agent = await joinCall(control, callId, 'a', 'agent')
        await control.order({ cmd: 'call.close', callId })
        client.close()
        agent.close()
      }
      const rounds = async (from: number, to: number): Promise<void> => {
        for (let n = from; n < to; n += 5) await Promise.all([0, 1, 2, 3, 4].map((i) => round(n + i)))
      }
      await rounds(0, 10)
      const before = { threads: count('task'), files: count('fd'), mb: residentMb() }
      await rounds(10, 10 + LEGS / 2)
      const after = { threads: count('task'), files: count('fd'), mb: residentMb() }
      expect(after.threads - before.threads).toBeLessThanOrEqual(6)
      expect(after.files - before.files).toBeLessThanOrEqual(6)
      expect(after.mb - before.mb).toBeLessThan(40)
      expect(await control.order({ cmd: 'stats' })).toMatchObject({ calls: 0, legs: 0, recordings: 0 })
      control.close()
    } finally {
      await media.kill()
      await rm(folder, { recursive: true })
    }
  },
  120_000,
)
