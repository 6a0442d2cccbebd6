/** What the desk believes of its microphone follows what the browser says, with a browser's parts put in place. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const permission = Object.assign(new EventTarget(), { state: 'granted' })
const refuse = () => Promise.reject(Object.assign(new Error('no'), { name: 'NotAllowedError' }))
const getUserMedia = vi.fn()

beforeEach(() => {
  vi.resetModules()
  permission.state = 'granted'
  getUserMedia.mockResolvedValue({ getTracks: () => [{ stop: () => undefined }] })
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('navigator', {
    mediaDevices: Object.assign(new EventTarget(), { getUserMedia }),
    permissions: { query: async () => permission },
  })
})
afterEach(() => void vi.unstubAllGlobals())

const started = async () => {
  const { devices, startDevices } = await import('./devices.ts')
  startDevices()
  await vi.waitFor(() => expect(devices.microphone).toBe(true))
  return devices
}

test('a permission revoked later takes the proof away at once, and says why', async () => {
  const devices = await started()
  getUserMedia.mockImplementation(refuse)
  permission.state = 'denied'
  permission.dispatchEvent(new Event('change'))
  expect(devices.microphone).toBe(false)
  await vi.waitFor(() => expect(devices.fault).toBe('refused'))
})

test('a permission given again gives the microphone back', async () => {
  getUserMedia.mockImplementationOnce(refuse)
  const { devices, startDevices } = await import('./devices.ts')
  startDevices()
  await vi.waitFor(() => expect(devices.fault).toBe('refused'))
  permission.dispatchEvent(new Event('change'))
  await vi.waitFor(() => expect(devices).toMatchObject({ microphone: true, fault: null }))
})

test('a browser that tells nothing of permissions does no harm', async () => {
  vi.stubGlobal('navigator', {
    mediaDevices: Object.assign(new EventTarget(), { getUserMedia }),
    permissions: { query: () => Promise.reject(new TypeError('unknown name')) },
  })
  expect((await started()).fault).toBeNull()
})
