/** The outgoing box: see, open a letter, try again, close by hand. */
import { conflict } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/identity/outbox.contract.ts'
import { linksIn } from '#shared/platform/mail.ts'
import { handleEffect, openLetter } from './handle-effect.ts'
import { presentEffect } from './outbox.present.ts'
import { closeEffect, type EffectFilter, listEffects, reviveEffect } from './outbox.store.ts'

const RETRY_USEFUL_MS = 86_400_000

export const outboxRoutes = (platform: Platform): Route[] => {
  const mailIsHeld = !platform.config.SMTP_URL
  return [
    handle(contract.listOutbox, async ({ query }) => {
      const filter = filterOf(query, mailIsHeld)
      if (!filter) return { effects: [], next: null }
      const { rows, next } = await listEffects(platform.db, filter)
      return { effects: rows.map((row) => presentEffect(row, mailIsHeld)), next }
    }),
    handle(contract.readLetter, async ({ actor, params, address }) => {
      const { row, letter } = await openLetter(platform, actor, { id: params.id, address })
      return { effect: presentEffect(row, mailIsHeld), text: letter.text, links: linksIn(letter.text) }
    }),
    handle(contract.retryEffect, async ({ actor, params }) => {
      const row = await handleEffect(platform, actor, params.id, 'outbox.retry', async (trx) => {
        const mailUntil = platform.clock.now() + RETRY_USEFUL_MS
        if (!(await reviveEffect(trx, params.id, mailUntil))) throw conflict('not_dead')
      })
      return presentEffect(row, mailIsHeld)
    }),
    handle(contract.closeLetter, async ({ actor, params }) => {
      if (!mailIsHeld) throw conflict('not_held')
      const row = await handleEffect(platform, actor, params.id, 'outbox.close', async (trx, payload) => {
        if (!(await closeEffect(trx, params.id, { by: actor.userId, payload }))) throw conflict('not_held')
      })
      return presentEffect(row, mailIsHeld)
    }),
  ]
}

type Query = { state?: contract.OutboxState; kind?: string; after?: string }

/** Null when nothing can be in that state. */
const filterOf = (query: Query, mailIsHeld: boolean): EffectFilter | null => {
  const { state, ...rest } = query
  if (state !== 'held') return { ...rest, state, noMail: state === 'pending' && mailIsHeld }
  if (!mailIsHeld || (rest.kind && rest.kind !== 'mail')) return null
  return { ...rest, state: 'pending', kind: 'mail' }
}
