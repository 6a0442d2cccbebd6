/** What a caller typed as their phone: refused at its field when it is none, and then no call has come. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../harness/hub.ts'
import { callIn } from '../harness/parties.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(() => hub.stop())

test.each(['12', 'не помню', '+7 495 123-45-67, доб. 12, спросить Марию из отдела снабжения'])(
  'no phone, refused with its field named: %s',
  async (phone) => {
    const error = await callIn(hub, { phone, hz: null }).catch((thrown) => thrown.error)
    expect(error).toMatchObject({ code: 'invalid', status: 422 })
    expect(Object.keys(error.fields)).toEqual(['phone'])
    expect(await hub.platform.db('calls')).toEqual([])
  },
)
