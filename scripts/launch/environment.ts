import type { Certificate } from './certificate.ts'
import type { Kept } from './data-folder.ts'
import type { Options } from './options.ts'
import type { Addresses } from './parts.ts'

/** The environment of server, worker and media processes: ours over what was given. */
export const environmentFor = (
  given: NodeJS.ProcessEnv,
  {
    options,
    kept,
    addresses,
    certificate,
  }: {
    options: Options
    kept: Kept
    addresses: Addresses
    certificate: Certificate | null
  },
): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(given).filter(([name]) => !name.startsWith('npm_'))),
  NODE_ENV: options.dev ? 'development' : (given.NODE_ENV ?? 'production'),
  DATABASE_URL: addresses.databaseUrl,
  REDIS_URL: addresses.redisUrl,
  HOST: options.host,
  PORT: String(options.port),
  DATA_DIR: options.dataDir,
  MEDIA_TOKEN: given.MEDIA_TOKEN || kept.mediaToken,
  SECRET_KEY: given.SECRET_KEY || kept.secretKey,
  ...(certificate && { TLS_CERT: certificate.cert, TLS_KEY: certificate.key }),
})
