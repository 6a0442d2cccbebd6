/** Where people reach the hub. Never taken from a request: its Host is whatever the sender wrote. */
import { hostname } from 'node:os'
import type { Config } from '../config.ts'

const named: Record<string, string> = { '127.0.0.1': 'localhost', '::1': 'localhost' }
const anywhere = new Set(['0.0.0.0', '::'])

/** Without a slash at the end. */
export const publicUrl = (config: Config): string => {
  if (config.PUBLIC_URL) return config.PUBLIC_URL.replace(/\/+$/, '')
  const host = anywhere.has(config.HOST) ? hostname() : (named[config.HOST] ?? config.HOST)
  return `${config.TLS_CERT ? 'https' : 'http'}://${host}:${config.PORT}`
}
