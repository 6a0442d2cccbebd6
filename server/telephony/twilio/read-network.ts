/** The account as an administrator sees it: what is set, what is done, what came lately. No secret leaves here. */
import type { NetworkView, WebhookView } from '#shared/telephony/twilio.contract.ts'
import type { Platform } from '../../platform/platform.ts'
import { readSealed } from '../../platform/secret.store.ts'
import { allNumbers } from '../numbers/number.store.ts'
import { lastCheck } from './check-network.ts'
import { lastAgentJoined } from './line.store.ts'
import { fixedSettings, readPlain, readSettings, SECRETS } from './settings.ts'
import { urlsOf, WEBHOOKS } from './urls.ts'
import { lastSigned, latestWebhooks, type WebhookRow } from './webhook.store.ts'
import { PROVIDER_WAITS_MS } from './webhook-gate.ts'

const [SHOWN, SHOWN_REFUSED] = [20, 5]

const presentWebhook = (row: WebhookRow): WebhookView => ({
  id: row.id,
  at: row.at,
  path: row.path,
  verdict: row.verdict,
  fault: row.fault,
  seenUrl: row.seen_url,
  outcome: row.outcome,
  tookMs: row.took_ms,
})

export const readNetwork = async (platform: Platform): Promise<NetworkView> => {
  const { db, config } = platform
  const [settings, plain, sealed, webhooks, refused, check] = await Promise.all([
    readSettings(platform),
    readPlain(db),
    readSealed(db, Object.values(SECRETS)),
    latestWebhooks(db, { limit: SHOWN }),
    latestWebhooks(db, { limit: SHOWN_REFUSED, refused: true }),
    lastCheck(db),
  ])
  const fixed = Object.keys(fixedSettings(config)) as NetworkView['fixed']
  const urls = settings.publicUrl === null ? null : urlsOf(settings.publicUrl)
  return {
    version: plain.version,
    accountSid: settings.accountSid,
    apiKeySid: settings.apiKeySid,
    appSid: settings.appSid,
    publicUrl: settings.publicUrl,
    secrets: {
      authToken: fixed.includes('authToken') || sealed.has(SECRETS.authToken),
      apiKeySecret: fixed.includes('apiKeySecret') || sealed.has(SECRETS.apiKeySecret),
    },
    fixed,
    addresses: urls && {
      voice: urls.voice,
      fallback: urls.fallback,
      status: urls.status,
      message: urls.message,
      agent: urls.agent,
    },
    steps: await stepsOf(platform, {
      check,
      hasApp: Boolean(settings.appSid && settings.apiKeySid && settings.apiKeySecret),
      lastRefused: refused[0]?.at ?? null,
    }),
    check,
    webhooks: webhooks.map(presentWebhook),
    refused: refused.map(presentWebhook),
    limitMs: PROVIDER_WAITS_MS,
  }
}

type Known = {
  check: NetworkView['check']
  hasApp: boolean
  lastRefused: number | null
}

/** Each is done when it was seen to work, not when it was typed. */
const stepsOf = async ({ db }: Platform, known: Known): Promise<NetworkView['steps']> => {
  const [numbers, voice, agent, media] = await Promise.all([
    allNumbers(db),
    lastSigned(db, `${WEBHOOKS}/voice`),
    lastSigned(db, `${WEBHOOKS}/agent`),
    lastAgentJoined(db),
  ])
  const { check, lastRefused } = known
  const answers = check?.address.code === 'ok'
  const step = (name: NetworkView['steps'][number]['step'], done: boolean, at: number | null) => ({
    step: name,
    done,
    at: done ? at : null,
  })
  return [
    step('credentials', check?.account === 'ok', check?.at ?? null),
    step('number', numbers.length > 0, null),
    step('webhook', answers && voice !== null, voice),
    step('signature', voice !== null && (lastRefused === null || lastRefused < voice), voice),
    step('app', known.hasApp && agent !== null, agent),
    step('media', media !== null, media),
  ]
}
