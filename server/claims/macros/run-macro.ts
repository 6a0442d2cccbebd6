/** A macro over one claim: every step by the use case that it has by hand, all of them or none. */
import { reachOf } from '#server/platform/actor.ts'
import { readInput } from '#server/platform/bad-input.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, HubError, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { moveClaimInput } from '#shared/claims/claim.contract.ts'
import { textOfMove } from '#shared/claims/claim.policy.ts'
import { emptyFields, renderTemplate } from '#shared/claims/letters/letter-template.ts'
import { macroRun } from '#shared/claims/macros/macro.events.ts'
import type { MacroStep } from '#shared/claims/macros/macro-steps.ts'
import { assignClaim } from '../assign-claim.ts'
import { type ClaimRow, lockClaim, readClaimRow } from '../claim.store.ts'
import { editDetails } from '../details/edit-details.ts'
import { factsForLetter } from '../letters/letter-facts.ts'
import { languageFor } from '../letters/recipient.store.ts'
import { moveClaim } from '../move-claim.ts'
import { noteClaim } from '../notes/note-claim.ts'
import { findSnippet } from '../snippets/snippet.store.ts'
import { tagClaim } from '../tags/tag-claim.ts'
import { findMacro } from './macro.store.ts'

/**
 * Throws 404 for a claim out of reach, 409 `stale` for another version than was seen, 422 `macroId: unknown` for one that is
 * not in use, else what the first refused step throws, with `step` (from 1) among its facts: then nothing is to be kept.
 */
export const runMacro = async (
  trx: Trx,
  doing: Doing,
  claimId: string,
  { macroId, version }: { macroId: string; version: number },
): Promise<ClaimRow> => {
  const claim = await lockClaim(trx, reachOf(doing.actor, 'claim.read'), claimId)
  if (!claim) throw notFound('claim', claimId)
  if (claim.version !== version) throw conflict('stale', { version: claim.version, state: claim.state })
  const macro = await findMacro(trx, doing.actor.userId, macroId)
  if (!macro?.active) throw invalid({ macroId: 'unknown' })
  for (const [at, step] of macro.steps.entries()) {
    try {
      await carryStep(trx, doing, await readClaimRow(trx, claimId), step)
    } catch (error) {
      throw error instanceof HubError ? refusedAt(error, at + 1) : error
    }
  }
  await appendEvent(trx, macroRun, {
    subjectId: claimId,
    actorId: doing.actor.userId,
    at: doing.now,
    data: { macroId, macroVersion: macro.version, name: macro.name },
  })
  return readClaimRow(trx, claimId)
}

const refusedAt = ({ code, status, facts, fields }: HubError, step: number): HubError =>
  new HubError(code, status, { ...facts, step }, fields)

const carryStep = async (trx: Trx, doing: Doing, claim: ClaimRow, step: MacroStep): Promise<unknown> => {
  const { id, version } = claim
  switch (step.do) {
    case 'category':
      return editDetails(trx, doing, id, { categoryId: step.categoryId, version })
    case 'severity':
      return editDetails(trx, doing, id, { severity: step.severity, version })
    case 'tag':
      return tagClaim(trx, doing, id, step.name)
    case 'assign':
      return assignClaim(trx, doing, id, { handlerId: step.handlerId ?? doing.actor.userId, version })
    case 'note':
      return noteClaim(trx, doing, id, await wordsOf(trx, doing, claim, step.snippetId))
    case 'move':
      return moveClaim(trx, doing, id, await inputOf(trx, doing, claim, step))
  }
}

const inputOf = async (
  trx: Trx,
  doing: Doing,
  claim: ClaimRow,
  { move, snippetId, remedy }: MacroStep & { do: 'move' },
) => {
  const name = textOfMove(move)
  const text = snippetId && (await wordsOf(trx, doing, claim, snippetId))
  return readInput(moveClaimInput, {
    move,
    version: claim.version,
    ...(name && text && { [name]: text }),
    ...(remedy && { remedy }),
  })
}

/**
 * In the language that the client is written to in, else in the one that there is. What would lack words is not written by
 * itself: whoever runs it has not read it.
 */
const wordsOf = async (trx: Trx, doing: Doing, claim: ClaimRow, snippetId: string): Promise<string> => {
  const snippet = await findSnippet(trx, doing.actor.userId, snippetId)
  if (!snippet?.active) throw conflict('snippet_gone')
  const { language } = await languageFor(trx, claim)
  const other = language === 'ru' ? 'en' : 'ru'
  const written = snippet[`text_${language}`] !== '' ? language : other
  const template = snippet[`text_${written}`]
  const facts = await factsForLetter(trx, claim, written, doing.now)
  const fields = emptyFields(template, facts)
  if (fields.length > 0) throw conflict('snippet_lacks', { code: snippet.code, fields: fields.join(', ') })
  return renderTemplate(template, facts)
}
