/** The media process's environment as one checked object. */
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { LineSettings } from './leg.ts'
import type { PeerSettings } from './wrtc.ts'

const iceServer = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: z.string().optional(),
  credential: z.string().optional(),
})

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' })
    return z.NEVER
  }
})

const portRange = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, 'must look like 40000-40999')
  .transform((text) => {
    const [min, max] = text.split('-').map(Number)
    return { min: min!, max: max! }
  })
  .refine(({ min, max }) => min > 0 && min <= max && max <= 65_535, 'must be a range of ports')

const environment = z.object({
  MEDIA_TOKEN: z.string().min(16),
  DATABASE_URL: z.string().min(1),
  DATA_DIR: z.string().min(1),
  /** Where recordings are kept, when not in the data folder. */
  RECORDINGS_DIR: z.string().optional(),
  MEDIA_HOST: z.string().default('127.0.0.1'),
  MEDIA_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** How servers reach this process, when not by MEDIA_HOST and port. */
  MEDIA_ADDRESS: z.string().optional(),
  MEDIA_UDP_PORTS: portRange.optional(),
  MEDIA_CAPACITY: z.coerce.number().int().min(1).default(25),
  /** `robust` where most legs come over bad networks; see sdp.ts. */
  MEDIA_CODEC: z.enum(['lean', 'robust']).default('lean'),
  ICE_SERVERS: json.pipe(z.array(iceServer)).optional(),
})

export type MediaSettings = {
  token: string
  databaseUrl: string
  recordingsDir: string
  host: string
  port: number
  address: string | null
  capacity: number
  line: LineSettings
}

/** Throws one sentence that names every bad variable. An empty variable counts as absent. */
export const readMediaSettings = (env: NodeJS.ProcessEnv): MediaSettings => {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = environment.safeParse(filled)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The environment cannot be used: ${faults.join('; ')}.`)
  }
  const read = result.data
  const iceServers = (read.ICE_SERVERS ?? []) as PeerSettings['iceServers']
  return {
    token: read.MEDIA_TOKEN,
    databaseUrl: read.DATABASE_URL,
    recordingsDir: resolve(read.RECORDINGS_DIR ?? join(read.DATA_DIR, 'recordings')),
    host: read.MEDIA_HOST,
    port: read.MEDIA_PORT,
    address: read.MEDIA_ADDRESS ?? null,
    capacity: read.MEDIA_CAPACITY,
    line: {
      codec: read.MEDIA_CODEC,
      peer: { iceServers, ...(read.MEDIA_UDP_PORTS && { portRange: read.MEDIA_UDP_PORTS }) },
    },
  }
}
