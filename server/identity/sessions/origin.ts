/** Did the request come from one of our own pages? Browsers state the page's origin with every write and every socket. */
import type { Config } from '#server/platform/config.ts'

/** True with no Origin at all: not a browser, so no cookie was smuggled in by a foreign page. */
export const originAllowed =
  (config: Config) =>
  (origin: string | undefined, host: string | undefined): boolean => {
    if (origin === undefined) return true
    if (!URL.canParse(origin)) return false
    const came = new URL(origin)
    if (config.PUBLIC_URL && came.origin === new URL(config.PUBLIC_URL).origin) return true
    return host !== undefined && came.host === host.toLowerCase()
  }
