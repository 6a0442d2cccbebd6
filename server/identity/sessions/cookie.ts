/** The session's cookie. Cookies ignore ports, so the name carries the hub's mark: two hubs on one host keep apart. */
import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import type { Config } from '#server/platform/config.ts'
import { sha256 } from '../secret.ts'

const markOf = (config: Config) => sha256(`cookie:${config.SECRET_KEY}`).toString('hex').slice(0, 8)

export const sessionCookieName = (config: Config): string => `perezvon_${markOf(config)}`
export const deviceCookieName = (config: Config): string => `perezvon_device_${markOf(config)}`

/** Between going to the identity provider and coming back. */
export const visitCookieName = (config: Config): string => `perezvon_visit_${markOf(config)}`

export const readCookie = (header: string | undefined, name: string): string | undefined =>
  header ? parseCookie(header)[name] : undefined

/** Sets or, with `maxAgeMs` 0, clears a cookie that scripts cannot read. `Secure` whenever the browser came by https. */
export const setCookie = (
  request: Request,
  response: Response,
  cookie: { name: string; value: string; maxAgeMs: number },
): void => {
  response.append(
    'set-cookie',
    stringifySetCookie(cookie.name, cookie.value, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: request.secure,
      maxAge: Math.floor(cookie.maxAgeMs / 1000),
    }),
  )
}
