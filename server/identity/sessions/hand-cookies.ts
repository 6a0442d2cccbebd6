/** What a browser is given when its user has come in. */
import type { Request, Response } from 'express'
import type { Platform } from '#server/platform/platform.ts'
import { deviceCookieName, sessionCookieName, setCookie } from './cookie.ts'
import type { SignedIn } from './let-in.ts'
import { ABSOLUTE_MS } from './session.store.ts'

const DEVICE_MS = 365 * 86_400_000

export const handCookies = (
  platform: Platform,
  request: Request,
  response: Response,
  signedIn: SignedIn,
): void => {
  const { config } = platform
  setCookie(request, response, {
    name: sessionCookieName(config),
    value: signedIn.token,
    maxAgeMs: ABSOLUTE_MS,
  })
  setCookie(request, response, {
    name: deviceCookieName(config),
    value: signedIn.deviceToken,
    maxAgeMs: DEVICE_MS,
  })
}
