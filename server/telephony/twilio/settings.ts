/** What the hub knows of its account: from the environment, else from what an administrator has typed. */
import { z } from 'zod'
import { readSetting } from '../../organisation/index.ts'
import type { Config } from '../../platform/config.ts'
import type { Queryable } from '../../platform/database.ts'
import type { Platform } from '../../platform/platform.ts'
import { readSealed } from '../../platform/secret.store.ts'
import { unseal } from '../../platform/secret-box.ts'

export const PROVIDER = 'twilio'
export const SETTING = 'telephony.twilio'
export const SECRETS = { authToken: 'twilio.auth-token', apiKeySecret: 'twilio.api-key-secret' } as const
const USUAL_API = 'https://api.twilio.com'

export const plainSettings = z.object({
  accountSid: z.string().nullable().default(null),
  apiKeySid: z.string().nullable().default(null),
  appSid: z.string().nullable().default(null),
  publicUrl: z.string().nullable().default(null),
  version: z.number().int().default(0),
})
export type PlainSettings = z.infer<typeof plainSettings>

export type TwilioSettings = {
  accountSid: string | null
  authToken: string | null
  apiKeySid: string | null
  apiKeySecret: string | null
  appSid: string | null
  /** Without a slash at its end. */
  publicUrl: string | null
  apiUrl: string
}

export const readPlain = async (db: Queryable): Promise<PlainSettings> =>
  plainSettings.parse((await readSetting(db, SETTING)) ?? {})

/** What the environment settles: not the page's to change. */
export const fixedSettings = (config: Config): Partial<Record<keyof TwilioSettings, string>> => {
  const fixed = {
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN,
    apiKeySid: config.TWILIO_API_KEY_SID,
    apiKeySecret: config.TWILIO_API_KEY_SECRET,
    appSid: config.TWILIO_TWIML_APP_SID,
    publicUrl: config.PUBLIC_URL,
  }
  return Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined))
}

export const readSettings = async ({
  db,
  config,
}: Pick<Platform, 'db' | 'config'>): Promise<TwilioSettings> => {
  const [plain, sealed] = await Promise.all([readPlain(db), readSealed(db, Object.values(SECRETS))])
  const secret = (name: string) => {
    const text = sealed.get(name)
    return text === undefined ? null : unseal(config.SECRET_KEY, name, text)
  }
  const settings: TwilioSettings = {
    accountSid: plain.accountSid,
    authToken: secret(SECRETS.authToken),
    apiKeySid: plain.apiKeySid,
    apiKeySecret: secret(SECRETS.apiKeySecret),
    appSid: plain.appSid,
    publicUrl: plain.publicUrl,
    ...fixedSettings(config),
    apiUrl: config.TWILIO_API_URL ?? USUAL_API,
  }
  return { ...settings, publicUrl: settings.publicUrl?.replace(/\/+$/, '') ?? null }
}

export type Account = TwilioSettings & { accountSid: string; authToken: string; publicUrl: string }

/** Enough for agents' browsers to open their lines. */
export const canOpenLines = (settings: TwilioSettings): boolean =>
  settings.apiKeySid !== null && settings.apiKeySecret !== null && settings.appSid !== null

/** Enough to answer calls and to steer them. */
export const isAccount = (settings: TwilioSettings): settings is Account =>
  settings.accountSid !== null && settings.authToken !== null && settings.publicUrl !== null
