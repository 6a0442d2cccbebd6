import { expect, test } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { iceServersFor } from './ice-servers.ts'

const needed = {
  DATABASE_URL: 'postgres://h/d',
  REDIS_URL: 'redis://h',
  DATA_DIR: '/data',
  MEDIA_TOKEN: 'x'.repeat(16),
  SECRET_KEY: 'x'.repeat(16),
}
const NOW = Date.UTC(2026, 2, 16, 9)

test('the credential is what coturn computes: HMAC-SHA1 of the end and the name, in base64', () => {
  const config = readConfig({
    ...needed,
    TURN_URLS: 'turn:t:3478?transport=udp, turns:t:5349',
    TURN_SECRET: 'a shared secret of turn',
    ICE_SERVERS: '[{"urls":"stun:s:3478"}]',
  })
  expect(iceServersFor(config, 'desk-1', NOW)).toEqual({
    iceServers: [
      { urls: 'stun:s:3478' },
      {
        urls: ['turn:t:3478?transport=udp', 'turns:t:5349'],
        username: '1773655200:desk-1',
        // openssl dgst -sha1 -hmac 'a shared secret of turn' -binary | base64
        credential: '0u+bFHqhJ3OhlUs1eURXZ+oG1FE=',
      },
    ],
    lastsMs: 3_600_000,
  })
})

test('without TURN of its own there is nothing to renew', () => {
  expect(iceServersFor(readConfig(needed), 'desk-1', NOW)).toEqual({ iceServers: [], lastsMs: null })
})

test('addresses without a secret, and what is no TURN address, are refused by name', () => {
  const read = (env: Record<string, string>) => () => readConfig({ ...needed, ...env })
  expect(read({ TURN_URLS: 'turn:t:3478' })).toThrow(/TURN_SECRET/)
  expect(read({ TURN_URLS: 'http://t', TURN_SECRET: 'x'.repeat(16) })).toThrow(/TURN_URLS/)
})
