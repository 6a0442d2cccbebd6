/** Snippets read: all that one has, and those in use as a claim fills them. */
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { emptyFields, type LetterFacts, renderTemplate } from '#shared/claims/letters/letter-template.ts'
import type { FilledSnippet, Snippet } from '#shared/claims/snippets/snippet.contract.ts'
import { findClaim } from '../claim.store.ts'
import { factsForLetter } from '../letters/letter-facts.ts'
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

/** @throws 404 for a claim out of reach */
export const readClaimSnippets = async (
  q: Queryable,
  actor: Actor,
  claimId: string,
  now: number,
): Promise<{ language: 'ru' | 'en'; snippets: FilledSnippet[] }> => {
  const claim = await findClaim(q, reachOf(actor, 'claim.read'), claimId)
  if (!claim) throw notFound('claim', claimId)
  const { language } = await languageFor(q, claim)
  const facts = {
    ru: await factsForLetter(q, claim, 'ru', now),
    en: await factsForLetter(q, claim, 'en', now),
  }
  const rows = usable(await listSnippetRows(q, actor.userId))
  return {
    language,
    snippets: rows.map(({ id, code, name, text_ru, text_en }) => ({
      id,
      code,
      name,
      ru: fill(text_ru, facts.ru),
      en: fill(text_en, facts.en),
    })),
  }
}
