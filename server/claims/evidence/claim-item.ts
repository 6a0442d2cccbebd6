/** The claim itself in the document of evidence: what it is about, what is wanted, decided and to be done. Pure. */
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import { formatMoney } from '#shared/sales/money.ts'
import { filled, type Item, named, type Tools } from './item.ts'

export const claimItems = (page: ClaimPage, tools: Tools): Item[] => [
  claimItem(page, tools),
  ...page.details.products.map((line) => productItem(page, line, tools)),
  ...page.actions.map((action) => actionItem(action, tools)),
]

const claimItem = (page: ClaimPage, { words, language, moment }: Tools): Item => {
  const { claim, details, detailNames } = page
  const { facts } = words
  const money = (minor: number | null) =>
    minor === null || details.currency === null ? null : formatMoney(minor, details.currency, language)
  return {
    head: claim.number,
    lines: filled([
      [facts.client, claim.client.name],
      [facts.person, page.person?.name],
      [facts.category, named(claim.category, language)],
      [facts.product, named(claim.product, language)],
      [facts.severity, words.severities[claim.severity] ?? claim.severity],
      [facts.state, words.states[claim.state] ?? claim.state],
      [facts.handler, claim.handler?.name],
      [facts.openedAt, moment(claim.openedAt)],
      [facts.openedBy, page.openedBy?.name],
      [facts.closedAt, page.closedAt === null ? null : moment(page.closedAt)],
      [facts.deal, detailNames.deal && String(detailNames.deal.number)],
      [facts.invoice, details.invoiceNumber],
      [facts.order, details.orderNumber],
      [facts.claimed, money(details.claimedMinor)],
      [facts.agreed, money(details.agreedMinor)],
      [facts.cause, named(detailNames.cause, language)],
      [facts.description, page.description],
      [facts.impact, details.impact],
      [facts.immediateAction, details.immediateAction],
      [facts.findings, page.findings],
      [facts.answer, page.answer],
      [facts.grounds, page.grounds],
    ]),
  }
}

const productItem = (
  { detailNames }: ClaimPage,
  line: ClaimPage['details']['products'][number],
  { words, language }: Tools,
): Item => {
  const product = detailNames.products.find(({ id }) => id === line.productId) ?? null
  return {
    head: named(product, language) ?? `${words.facts.batch} ${line.batch ?? ''}`,
    lines: filled([
      [words.facts.quantity, line.quantity && [line.quantity, line.unit].filter(Boolean).join(' ')],
      [words.facts.batch, line.batch],
    ]),
  }
}

const actionItem = (action: ClaimPage['actions'][number], { words, moment }: Tools): Item => ({
  head: `${words.actions[action.kind]}: ${action.title}`,
  lines: filled([
    [words.facts.handler, action.owner?.name],
    [words.facts.deadline, moment(action.dueAt)],
    [words.facts.ended, action.doneAt === null ? null : moment(action.doneAt)],
  ]),
})
