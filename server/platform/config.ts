/** The environment as one checked object. A bad value names itself and stops the process before it listens. */
import { z } from 'zod'

const bool = z.enum(['0', '1', 'true', 'false', '']).transform((value) => value === '1' || value === 'true')
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' })
    return z.NEVER
  }
})

const iceServer = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: z.string().optional(),
  credential: z.string().optional(),
})

const bucketParts = ['S3_URL', 'S3_BUCKET', 'S3_KEY_ID', 'S3_SECRET'] as const

const variables = z.object({
  /** PostgreSQL 18 or later. */
  DATABASE_URL: z.string().min(1),
  /** Redis or Valkey; without it calls still ring, jobs wait for the sweep. */
  REDIS_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Where a worker answers probes and tells its figures, at HOST; without it nowhere. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** Recordings, attachments and keys live here. */
  DATA_DIR: z.string().min(1),
  /** Where recordings are kept, when not in the data folder; the same for servers, workers and media processes. */
  RECORDINGS_DIR: z.string().optional(),
  /** A bucket that speaks S3, for attachments and letters; without it they are kept in the data folder. All four, or none. */
  S3_URL: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_KEY_ID: z.string().optional(),
  S3_SECRET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  /** What looks through files that come in: clamd at `host:port` or a socket's path; or a command and its arguments, as JSON. */
  SCAN_CLAMD: z
    .string()
    .regex(/^\/|:\d+$/, 'must be host:port or the path of a socket')
    .optional(),
  SCAN_COMMAND: json.pipe(z.tuple([z.string().min(1)], z.string())).optional(),
  /** Shared by media processes and servers of one hub. */
  MEDIA_TOKEN: z.string().min(16),
  /** Signs links and encrypts secrets at rest. */
  SECRET_KEY: z.string().min(16),
  /** How clients reach the hub, when a proxy stands before it. */
  PUBLIC_URL: z.url().optional(),
  /**
   * The telephone network. Whatever stands here is not an administrator's to change on the page. The public address is
   * PUBLIC_URL; TWILIO_API_URL is another place for its REST side, as tests and relays need.
   */
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-zA-Z]{32}$/, 'must begin with AC')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(16).optional(),
  TWILIO_API_KEY_SID: z
    .string()
    .regex(/^SK[0-9a-zA-Z]{32}$/, 'must begin with SK')
    .optional(),
  TWILIO_API_KEY_SECRET: z.string().min(16).optional(),
  TWILIO_TWIML_APP_SID: z
    .string()
    .regex(/^AP[0-9a-zA-Z]{32}$/, 'must begin with AP')
    .optional(),
  TWILIO_API_URL: z.url().optional(),
  /** Number of proxies to trust for the caller's address. */
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  /** STUN and TURN servers handed to browsers and to the media process. */
  ICE_SERVERS: json.pipe(z.array(iceServer)).default([]),
  /** TURN servers for which the hub makes credentials that last a while: comma-separated, and what it shares with them. */
  TURN_URLS: z
    .string()
    .transform((text) => text.split(',').map((url) => url.trim()))
    .pipe(z.array(z.string().regex(/^turns?:/, 'must begin with turn: or turns:')))
    .optional(),
  TURN_SECRET: z.string().min(16).optional(),
  TURN_LASTS_S: z.coerce.number().int().min(60).default(3_600),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('perezvon@localhost'),
  /** Printed on the console by `npm start -- --empty`; guards the first administrator's page. */
  FIRST_ADMIN_CODE: z.string().optional(),
  /** Demo hubs offer "let a caller ring" and show the sign-ins. */
  DEMO: bool.default(false),
  /** Opens /metrics to whoever bears it; without it only to this machine. */
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.string().default('info'),
  /** The messages of a client are one interaction until nothing is written for so long, ms. Not the page's to change then. */
  CONVERSATION_LASTS_MS: z.coerce.number().int().positive().optional(),
  /** A message is to be answered within so much open time of its queue, ms. Not the page's to change then. */
  ANSWER_WITHIN_MS: z.coerce.number().int().positive().optional(),
  /** Where a leg may rejoin within, in ms; tests shorten it. */
  REJOIN_WITHIN_MS: z.coerce.number().int().positive().default(30_000),
  /** At most so many calls wait or talk at once from the `/call` page, and from one address. */
  WEB_CALLS_MAX: z.coerce.number().int().positive().default(200),
  WEB_CALLS_PER_ADDRESS: z.coerce.number().int().positive().default(10),
})

const environment = variables
  .refine((read) => !read.TURN_URLS || read.TURN_SECRET, {
    path: ['TURN_SECRET'],
    message: 'is needed with TURN_URLS',
  })
  .refine((read) => new Set(bucketParts.map((part) => read[part] !== undefined)).size === 1, {
    path: ['S3_URL'],
    message: `needs ${bucketParts.join(', ')} together`,
  })

export type Config = z.infer<typeof environment>

/** Reads the environment. Throws one sentence naming every bad variable. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = environment.safeParse(filled)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new Error(`The environment cannot be used: ${faults.join('; ')}.`)
}
