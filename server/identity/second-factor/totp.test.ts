/** The codes of RFC 6238's appendix B (the last six digits of its eight), and the drift that is borne. */
import { Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { codeAt, newTotpSecret, stepOfCode, totpUri } from './totp.ts'

const rfc = Secret.fromUTF8('12345678901234567890').base32
const AT = 1_111_111_111_000
const STEP_MS = 30_000

describe('codes', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i s: %s', (seconds, code) => {
    expect(codeAt(rfc, seconds * 1000)).toBe(code)
    expect(stepOfCode(rfc, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
  })

  test('one step of drift is borne either way, and told by its own number; two are not', () => {
    const step = Math.floor(AT / STEP_MS)
    for (const off of [-1, 0, 1])
      expect(stepOfCode(rfc, codeAt(rfc, AT + off * STEP_MS), AT)).toBe(step + off)
    for (const off of [-2, 2]) expect(stepOfCode(rfc, codeAt(rfc, AT + off * STEP_MS), AT)).toBeNull()
  })

  test('no code of another length passes', () => {
    for (const code of ['', '05047', '0504711', 'abcdef']) expect(stepOfCode(rfc, code, AT)).toBeNull()
  })

  test('a secret has 160 bits, and its address names the hub and the user', () => {
    const secret = newTotpSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(newTotpSecret()).not.toBe(secret)
    const uri = new URL(totpUri(secret, 'a@example.test'))
    expect(uri.searchParams.get('secret')).toBe(secret)
    expect(uri.searchParams.get('issuer')).toBe('Perezvon')
    expect(decodeURIComponent(uri.pathname)).toContain('a@example.test')
  })
})
