/** The rows of webhooks: what came, whether it was signed, how long the answer took, what came of it. */
import type { Queryable } from '../../platform/database.ts'
import type { SignatureFault } from './diagnose-signature.ts'
import { PROVIDER } from './settings.ts'

const provider = PROVIDER

export type Outcome = 'open' | 'answered' | 'refused' | 'failed'
export type WebhookRow = {
  id: string
  at: number
  path: string
  call_ref: string | null
  verdict: 'signed' | 'unsigned' | 'forged'
  fault: SignatureFault | null
  seen_url: string | null
  outcome: Outcome
  took_ms: number | null
  reply: string | null
}

type NewWebhook = {
  at: number
  path: string
  token: string | null
  callRef: string | null
  verdict: WebhookRow['verdict']
  fault?: SignatureFault | null
  seenUrl?: string | null
  outcome?: Outcome
}

/** Null when a request of this token is there already. */
export const insertWebhook = async (db: Queryable, webhook: NewWebhook): Promise<string | null> => {
  const query = db('provider_webhooks').insert({
    provider,
    at: new Date(webhook.at),
    path: webhook.path,
    token: webhook.token,
    call_ref: webhook.callRef,
    verdict: webhook.verdict,
    fault: webhook.fault ?? null,
    seen_url: webhook.seenUrl ?? null,
    outcome: webhook.outcome ?? 'open',
  })
  if (webhook.token !== null)
    void query.onConflict(db.raw('(provider, token) where token is not null') as never).ignore()
  const [row] = await query.returning<{ id: string }[]>('id')
  return row?.id ?? null
}

export const webhookOfToken = (db: Queryable, token: string): Promise<WebhookRow | undefined> =>
  db('provider_webhooks').where({ provider, token }).first<WebhookRow | undefined>()

export const closeWebhook = async (
  db: Queryable,
  id: string,
  end: { outcome: Outcome; tookMs: number; reply: string | null },
): Promise<void> => {
  await db('provider_webhooks')
    .where({ id })
    .update({ outcome: end.outcome, took_ms: Math.round(end.tookMs), reply: end.reply })
}

/** The newest first. `refused`: only those whose signature did not fit. */
export const latestWebhooks = (
  db: Queryable,
  { limit, refused = false }: { limit: number; refused?: boolean },
): Promise<WebhookRow[]> =>
  db('provider_webhooks')
    .where({ provider })
    .modify((query) => {
      if (refused) void query.whereNot('verdict', 'signed')
    })
    .orderBy('at', 'desc')
    .limit(limit)
    .select<WebhookRow[]>('*')

/** When a signed one of these paths last came; null: never. */
export const lastSigned = async (db: Queryable, path: string): Promise<number | null> => {
  const row = await db('provider_webhooks')
    .where({ provider, verdict: 'signed', path })
    .max<{ at: number | null }[]>({ at: 'at' })
  return row[0]?.at ?? null
}
