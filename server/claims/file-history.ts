/** What became of a claim's files and letters, and what helped with it, as lines of its history: those that a reader wants to know of. */
import type { LoggedRow } from '#server/sales/index.ts'
import { attachmentMoved } from '#shared/claims/attachments/attachment.events.ts'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import { claimArticleUsed } from '#shared/claims/claim-article.events.ts'
import { letterMoved } from '#shared/claims/letters/letter.events.ts'
import { macroRun } from '#shared/claims/macros/macro.events.ts'

type Told = Pick<ClaimPage['history'][number], 'kind' | 'about'>

const ATTACHMENT_STEPS = new Set(['quarantine', 'refused', 'removed'])
const LETTER_STEPS = new Set(['registered', 'sent', 'failed'])

/** Null for what says nothing here. `names`: of attachments, by their ids; what was erased has none. */
export const fileLineOf = (row: LoggedRow, names: ReadonlyMap<string, string>): Told | null => {
  if (row.kind === attachmentMoved.kind) {
    const { attachmentId, to } = attachmentMoved.data.parse(row.data)
    return ATTACHMENT_STEPS.has(to)
      ? { kind: 'attachment', about: { name: names.get(attachmentId) ?? '', to } }
      : null
  }
  if (row.kind === letterMoved.kind) {
    const { number, to } = letterMoved.data.parse(row.data)
    return LETTER_STEPS.has(to) ? { kind: 'letter', about: { name: number, to } } : null
  }
  if (row.kind === claimArticleUsed.kind) {
    const { articleId, title } = claimArticleUsed.data.parse(row.data)
    return { kind: 'article', about: { name: title, to: articleId } }
  }
  if (row.kind === macroRun.kind) {
    const { macroId, name } = macroRun.data.parse(row.data)
    return { kind: 'macro', about: { name, to: macroId } }
  }
  return null
}
