/** Whether what everybody may know, such as the demo's password, opens a hub to anybody but who sits at its machine. */

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

const hostOf = (url: string): string | null =>
  URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : null

/** It listens on the loopback alone, and no proxy makes it known under a name of the world (`publicUrl`). */
export const onlyThisMachine = ({
  host,
  publicUrl,
}: {
  host: string
  publicUrl?: string | undefined
}): boolean => LOOPBACK.has(host) && (!publicUrl || LOOPBACK.has(hostOf(publicUrl) ?? ''))
