/** L16: a signature that does not fit names the part of the address that differs. Signed here as is published, not by the library. */
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { faultOfSignature, type SignedRequest } from './diagnose-signature.ts'

const TOKEN = '0123456789abcdef0123456789abcdef'
const PUBLIC = 'https://hub.example.test'
const params = { CallSid: 'CA1', From: '+74951234567', Later: 'a parameter that nobody knew of' }

const sign = (url: string, token = TOKEN): string =>
  createHmac('sha1', token)
    .update(url + Object.entries(params).sort().flat().join(''))
    .digest('base64')

const request = (signature: string | undefined, more: Partial<SignedRequest> = {}): SignedRequest => ({
  signature,
  params,
  path: '/twilio/voice?hop=1',
  hosts: ['10.0.0.5:3000'],
  paths: [],
  ...more,
})
const faultOf = (signedUrl: string, publicUrl = PUBLIC, more: Partial<SignedRequest> = {}) =>
  faultOfSignature(TOKEN, publicUrl, request(sign(signedUrl), more))?.fault ?? null

describe('what fits', () => {
  test.each([
    ['as configured', `${PUBLIC}/twilio/voice?hop=1`, PUBLIC],
    ['with the standard port', 'https://hub.example.test:443/twilio/voice?hop=1', PUBLIC],
    ['configured with it, signed without', `${PUBLIC}/twilio/voice?hop=1`, 'https://hub.example.test:443'],
    [
      'on a port of its own',
      'https://hub.example.test:8443/twilio/voice?hop=1',
      'https://hub.example.test:8443',
    ],
    [
      'under a path that the proxy cuts off',
      'https://example.test/hub/twilio/voice?hop=1',
      'https://example.test/hub',
    ],
    ['over plain http', 'http://hub.example.test/twilio/voice?hop=1', 'http://hub.example.test'],
  ])('%s', (_, signed, publicUrl) => expect(faultOf(signed, publicUrl)).toBeNull())
})

describe('what differs', () => {
  test.each([
    ['scheme', 'http://hub.example.test/twilio/voice?hop=1', PUBLIC, {}],
    ['host', 'https://10.0.0.5:3000/twilio/voice?hop=1', PUBLIC, {}],
    [
      'port',
      'https://hub.example.test:8443/twilio/voice?hop=1',
      PUBLIC,
      { hosts: ['hub.example.test:8443'] },
    ],
    ['path', 'https://hub.example.test/twilio/voice?hop=1', 'https://hub.example.test/hub', {}],
    [
      'path',
      'https://hub.example.test/calls/twilio/voice?hop=1',
      PUBLIC,
      { paths: ['/calls/twilio/voice?hop=1'] },
    ],
  ] as const)('the %s', (fault, signed, publicUrl, more) => {
    const found = faultOfSignature(TOKEN, publicUrl, request(sign(signed), more as Partial<SignedRequest>))
    expect(found).toEqual({ fault, signedUrl: signed.split('?')[0] })
  })

  test('the token: no address fits', () => {
    const forged = request(sign(`${PUBLIC}/twilio/voice?hop=1`, 'another token of the same length.'))
    expect(faultOfSignature(TOKEN, PUBLIC, forged)).toEqual({ fault: 'token', signedUrl: null })
  })

  test('a parameter that was changed on the way', () => {
    const changed = request(sign(`${PUBLIC}/twilio/voice?hop=1`), {
      params: { ...params, From: '+70000000000' },
    })
    expect(faultOfSignature(TOKEN, PUBLIC, changed)?.fault).toBe('token')
  })

  test.each(['[', 'a b', 'no such:port'])('a host that is none: %s', (host) => {
    const forged = request('forged', { hosts: [host] })
    expect(faultOfSignature(TOKEN, PUBLIC, forged)).toEqual({ fault: 'token', signedUrl: null })
  })

  test('a path that would make no address', () => {
    const forged = request('forged', { path: 'http://elsewhere.test/twilio/voice' })
    expect(faultOfSignature(TOKEN, `${PUBLIC}:8443`, forged)?.fault).toBe('token')
  })

  test('there is none', () => {
    expect(faultOfSignature(TOKEN, PUBLIC, request(undefined))?.fault).toBe('unsigned')
  })
})
