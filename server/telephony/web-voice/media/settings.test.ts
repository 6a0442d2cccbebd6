import { expect, test } from 'vitest'
import { readMediaSettings } from './settings.ts'

const needed = { MEDIA_TOKEN: 'x'.repeat(16), DATABASE_URL: 'postgres://h/d', DATA_DIR: '/data' }

test('what is needed is enough; the rest has defaults', () => {
  expect(readMediaSettings({ ...needed, MEDIA_UDP_PORTS: '', ICE_SERVERS: '' })).toEqual({
    token: needed.MEDIA_TOKEN,
    databaseUrl: needed.DATABASE_URL,
    recordingsDir: '/data/recordings',
    host: '127.0.0.1',
    port: 0,
    address: null,
    capacity: 25,
    line: { codec: 'lean', peer: { iceServers: [] } },
  })
})

test('ports, servers and folders are read', () => {
  const settings = readMediaSettings({
    ...needed,
    RECORDINGS_DIR: '/rec',
    MEDIA_UDP_PORTS: '40000-40999',
    ICE_SERVERS: '[{"urls":"turn:t:3478","username":"u","credential":"c"}]',
  })
  expect(settings.recordingsDir).toBe('/rec')
  expect(settings.line.peer).toEqual({
    iceServers: [{ urls: 'turn:t:3478', username: 'u', credential: 'c' }],
    portRange: { min: 40_000, max: 40_999 },
  })
})

test('every bad value is named in one sentence', () => {
  const bad = {
    ...needed,
    MEDIA_TOKEN: 'short',
    MEDIA_UDP_PORTS: '9-3',
    MEDIA_CAPACITY: '0',
    ICE_SERVERS: '{',
  }
  for (const name of ['MEDIA_TOKEN', 'MEDIA_UDP_PORTS', 'MEDIA_CAPACITY', 'ICE_SERVERS']) {
    expect(() => readMediaSettings(bad)).toThrow(name)
  }
})
