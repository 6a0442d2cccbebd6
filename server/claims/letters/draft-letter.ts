/** A template filled by a claim, to be read over and changed before it is a letter. */
import type { Actor } from '#server/platform/actor.ts'
import { invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { LetterTemplate } from '#shared/claims/letters/letter-template.contract.ts'
import { emptyFields, renderTemplate } from '#shared/claims/letters/letter-template.ts'
import { claimToWork } from '../claim-to-work.ts'
import { factsForLetter } from './letter-facts.ts'
import { findTemplate } from './template.store.ts'

export const inLanguage = (template: LetterTemplate, language: 'ru' | 'en') =>
  language === 'ru'
    ? { head: template.headRu, subject: template.subjectRu, body: template.bodyRu }
    : { head: template.headEn, subject: template.subjectEn, body: template.bodyEn }

/** @throws 422 at `templateId` for one that is not in use; 403 without the right to work the claim; 404 */
export const draftLetter = async (
  { db, clock }: Platform,
  actor: Actor,
  { id, templateId, language }: { id: string; templateId: string; language: 'ru' | 'en' },
) => {
  const claim = await claimToWork(db, actor, id)
  const template = await findTemplate(db, templateId)
  if (!template?.active) throw invalid({ templateId: 'unknown' })
  const { head, subject, body } = inLanguage(template, language)
  const facts = await factsForLetter(db, claim, language, clock.now())
  return {
    head,
    recipient: [claim.client_name, claim.person_name].filter(Boolean).join('\n'),
    subject: renderTemplate(subject, facts),
    body: renderTemplate(body, facts),
    lacking: [...new Set([...emptyFields(subject, facts), ...emptyFields(body, facts)])],
  }
}
