/** Snippets read: all that one has, and those in use as a claim fills them. */
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { findServedClient } from '#server/sales/index.ts'
import {
  emptyFields,
  type LetterFacts,
  letterFields,
  renderTemplate,
} from '#shared/claims/letters/letter-template.ts'
import type { FilledSnippets, Snippet } from '#shared/claims/snippets/snippet.contract.ts'
import { findClaim } from '../claim.store.ts'
import { factsForLetter, longDay } from '../letters/letter-facts.ts'
import { languageFor } from '../letters/recipient.store.ts'
import { presentSnippet } from './edit-snippet.ts'
import { listSnippetRows, type SnippetRow } from './snippet.store.ts'

export const readSnippets = async (
  q: Queryable,
  actor: Actor,
): Promise<{ snippets: Snippet[]; mayShare: boolean }> => ({
  snippets: (await listSnippetRows(q, actor.userId)).map((row) => presentSnippet(row, actor)),
  mayShare: may(actor, 'macro.share'),
})

/** In use, of each code the one that comes first: one's own. */
const usable = (rows: readonly SnippetRow[]): SnippetRow[] => {
  const codes = new Set<string>()
  return rows.filter(({ active, code }) => {
    if (!active || codes.has(code)) return false
    codes.add(code)
    return true
  })
}

const fill = (text: string, facts: LetterFacts) =>
  text === '' ? null : { text: renderTemplate(text, facts), lacking: emptyFields(text, facts) }

const fillAll = (rows: readonly SnippetRow[], facts: Record<'ru' | 'en', LetterFacts>) =>
  usable(rows).map(({ id, code, name, text_ru, text_en }) => ({
    id,
    code,
    name,
    ru: fill(text_ru, facts.ru),
    en: fill(text_en, facts.en),
  }))

/** @throws 404 for a claim out of reach */
export const readClaimSnippets = async (
  q: Queryable,
  actor: Actor,
  claimId: string,
  now: number,
): Promise<FilledSnippets> => {
  const claim = await findClaim(q, reachOf(actor, 'claim.read'), claimId)
  if (!claim) throw notFound('claim', claimId)
  const { language } = await languageFor(q, claim)
  const facts = {
    ru: await factsForLetter(q, claim, 'ru', now),
    en: await factsForLetter(q, claim, 'en', now),
  }
  return { language, snippets: fillAll(await listSnippetRows(q, actor.userId), facts) }
}

/** @throws 404 for a client out of reach, or erased */
export const readClientSnippets = async (
  q: Queryable,
  actor: Actor,
  clientId: string,
  now: number,
): Promise<FilledSnippets> => {
  const client = await findServedClient(q, reachOf(actor, 'client.read'), clientId)
  if (!client) throw notFound('client', clientId)
  const { language, zone, market } = await languageFor(q, {
    client_id: client.id,
    market_id: client.marketId,
  })
  const nothing = Object.fromEntries(letterFields.map((field) => [field, ''])) as LetterFacts
  const factsIn = (one: 'ru' | 'en'): LetterFacts => ({
    ...nothing,
    client: client.name,
    handler: actor.name,
    market: market[one],
    today: longDay(now, one, zone),
  })
  const filled = fillAll(await listSnippetRows(q, actor.userId), { ru: factsIn('ru'), en: factsIn('en') })
  const whole = (text: (typeof filled)[number]['ru']) => (text && text.lacking.length === 0 ? text : null)
  return {
    language,
    snippets: filled
      .map((one) => ({ ...one, ru: whole(one.ru), en: whole(one.en) }))
      .filter(({ ru, en }) => ru !== null || en !== null),
  }
}
