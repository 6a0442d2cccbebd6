/** A row of a file as a claim, with what is wrong in it, cell by cell. First whose it is, then the rest of it. Pure. */
import { typedEmail } from '../../clients/address.contract.ts'
import { numberInLink } from '../../clients/read-address.ts'
import { readTaxNumber } from '../../clients/tax-number.ts'
import type { RowFault } from '../../imports/import-file.contract.ts'
import { type RowCells, rowCells } from '../../imports/row-cells.ts'
import { readCell } from '../../organisation/custom-cell.ts'
import { type CustomValues, customKey } from '../../organisation/custom-value.ts'
import { readPhone } from '../../organisation/phone.ts'
import { currencyCode, decimalText, parseMinor } from '../../sales/money.ts'
import type { Severity } from '../claim.state.ts'
import type { ClaimDefaults } from './claim-import.contract.ts'
import { type ClaimLookups, groundOfText, severityOf } from './claim-lookups.ts'
import type { BroughtGround } from './closed-before.ts'
import type { AskedClient } from './find-client.ts'
import { readMoment } from './read-moment.ts'

export type RowClient = Omit<AskedClient, 'sound'> & {
  /** Of a card that is to be made for them. */
  marketId: string
}

export type ImportedClaim = {
  outerNumber: string | null
  client: RowClient
  categoryId: string
  severity: Severity
  description: string
  /** Epoch ms. */
  receivedAt: number
  product: { productId: string | null; batch: string | null; quantity: string | null; unit: string | null }
  claimedMinor: number | null
  agreedMinor: number | null
  currency: string | null
  invoiceNumber: string | null
  orderNumber: string | null
  handlerId: string | null
  answer: string | null
  /** Null: it is open. Epoch ms. */
  closed: { at: number; answeredAt: number; ground: BroughtGround } | null
  custom: CustomValues
}

type Reading = { defaults: ClaimDefaults; look: ClaimLookups }
const MOST = {
  outerNumber: 60,
  client: 300,
  description: 8_000,
  answer: 8_000,
  unit: 20,
  batch: 60,
  number: 60,
}

/** A fault of what stands in no cell: the code says of what, where no column of the file stands for it. */
const lack = (row: RowCells, code: string, fault: string): void => {
  row.lack(code, fault)
  const last = row.faults.at(-1)
  if (last?.column === null) last.code = `${fault}:${code}`
}

/** What these columns say is taken from no row that can be taken otherwise. */
const leave = (row: RowCells, codes: readonly string[], why: string): void => {
  for (const code of codes) for (const { column } of row.all(code)) row.leftOut.push({ column, code: why })
}

/** Whose claim it is, as the file tells it. */
export const readRowClient = (
  cells: readonly string[],
  columns: readonly (string | null)[],
  { defaults, look }: Reading,
): { row: RowCells; client: RowClient } => {
  const row = rowCells(cells, columns)
  const market = row.read('market', look.marketById(defaults.marketId), 'unknown_market', look.market)
  const regions = market?.region ? [market.region] : []
  const client: RowClient = {
    name: row.text('client', MOST.client),
    taxNumber: row.read('taxNumber', null, 'invalid_tax_number', (typed) =>
      readTaxNumber(typed, market?.region ?? null),
    ),
    phone: row.read('phone', null, 'invalid_phone', (typed) => readPhone(numberInLink(typed), regions)),
    email: row.read('email', null, 'invalid_email', (typed) =>
      typedEmail.safeParse(typed).success ? typed.toLowerCase() : null,
    ),
    marketId: market?.id ?? defaults.marketId,
  }
  const { name, taxNumber, phone, email } = client
  if (row.faults.length === 0 && !name && !taxNumber && !phone && !email) lack(row, 'client', 'no_client')
  return { row, client }
}

/** @param found the market that the claim is of: its zone is that of its dates @param now epoch ms: nothing may be later */
export const readRowClaim = (
  { row, client }: { row: RowCells; client: RowClient },
  { defaults, look }: Reading,
  found: { marketId: string; now: number },
): { claim: ImportedClaim; faults: RowFault[]; leftOut: RowFault[] } => {
  const zone = look.marketById(found.marketId)?.zone ?? 'UTC'
  const moment = (code: string): number | null => {
    const at = row.read(code, null, 'invalid_date', (typed) => readMoment(typed, zone, defaults.dateOrder))
    if (at !== null && at > found.now) lack(row, code, 'in_future')
    return at
  }
  const required = <T>(code: string, value: T | null): T | null => {
    if (value === null && row.all(code).length === 0) lack(row, code, 'required')
    return value
  }
  const [market] = row.all('market')
  if (market && client.marketId !== found.marketId)
    row.leftOut.push({ column: market.column, code: 'other_market' })
  const receivedAt = required('receivedAt', moment('receivedAt')) ?? 0
  const categoryId = required(
    'category',
    row.read('category', defaults.categoryId, 'unknown_category', look.category),
  )
  const description = required('description', row.text('description', MOST.description)) ?? ''
  const claim: ImportedClaim = {
    outerNumber: row.text('outerNumber', MOST.outerNumber),
    client,
    categoryId: categoryId ?? '',
    severity: row.read('severity', defaults.severity, 'unknown_severity', severityOf),
    description,
    receivedAt,
    product: productOf(row, look),
    ...moneyOf(row, defaults),
    invoiceNumber: row.text('invoiceNumber', MOST.number),
    orderNumber: row.text('orderNumber', MOST.number),
    answer: row.text('answer', MOST.answer),
    handlerId: handlerOf(row, { defaults, look, marketId: found.marketId }),
    closed: closedOf(row, { receivedAt, moment, defaults }),
    custom: customOf(row, look),
  }
  return { claim, faults: row.faults, leftOut: row.leftOut }
}

const productOf = (row: RowCells, look: ClaimLookups): ImportedClaim['product'] => {
  const quantity = row.read('quantity', null, 'invalid_quantity', (typed) => {
    const text = typed.replaceAll(/\s/g, '').replace(',', '.')
    return decimalText.safeParse(text).success && Number(text) > 0 ? text : null
  })
  const productId = row.read('product', null, 'unknown_product', look.product)
  const batch = row.text('batch', MOST.batch)
  if (productId === null && batch === null) leave(row, ['quantity', 'unit'], 'no_product')
  return { productId, batch, quantity, unit: row.text('unit', MOST.unit) }
}

const moneyOf = (row: RowCells, defaults: ClaimDefaults) => {
  const currency = row.read('currency', defaults.currency, 'unknown_currency', (typed) => {
    const code = currencyCode.safeParse(typed.toUpperCase())
    return code.success ? code.data : null
  })
  const amount = (code: string) => {
    if (row.all(code).length === 0) return null
    if (currency !== null)
      return row.read(code, null, 'invalid_money', (typed) => parseMinor(typed, currency))
    lack(row, code, 'no_currency')
    return null
  }
  const [claimedMinor, agreedMinor] = [amount('claimed'), amount('agreed')]
  return {
    claimedMinor,
    agreedMinor,
    currency: claimedMinor === null && agreedMinor === null ? null : currency,
  }
}

/** Who left, or handles no claims there, is left out: the claim waits for a handler as any other. */
const handlerOf = (
  row: RowCells,
  { defaults, look, marketId }: Reading & { marketId: string },
): string | null => {
  const [cell] = row.all('handler')
  const standing = defaults.handlerId
  const usual = standing !== null && look.mayHandle(standing, marketId) ? standing : null
  if (!cell) return usual
  const found = look.people.find(cell.text)
  if (found && look.mayHandle(found, marketId)) return found
  const { column } = cell
  if (found) row.leftOut.push({ column, code: 'may_not_handle' })
  else if (found === undefined && look.people.isFormer(cell.text))
    row.leftOut.push({ column, code: 'former_user' })
  else row.faults.push({ column, code: found === null ? 'ambiguous_user' : 'unknown_user' })
  return usual
}

/** Closed when the file says when; an answer that has no day of its own was given with the close. */
const closedOf = (
  row: RowCells,
  {
    receivedAt,
    moment,
    defaults,
  }: { receivedAt: number; moment: (code: string) => number | null; defaults: ClaimDefaults },
): ImportedClaim['closed'] => {
  const [closedAt, answered] = [moment('closedAt'), moment('answeredAt')]
  const ground = row.read('closingGround', defaults.closingGround, 'unknown_ground', groundOfText)
  if (closedAt === null) {
    leave(row, ['answer', 'answeredAt', 'closingGround'], 'still_open')
    return null
  }
  if (closedAt < receivedAt) lack(row, 'closedAt', 'before_received')
  if (answered !== null && answered < receivedAt) lack(row, 'answeredAt', 'before_received')
  if (answered !== null && answered > closedAt) lack(row, 'answeredAt', 'after_closed')
  if (ground === null && row.all('closingGround').length === 0) lack(row, 'closingGround', 'required')
  if (ground === 'withdrawn') leave(row, ['answer'], 'was_withdrawn')
  return { at: closedAt, answeredAt: answered ?? closedAt, ground: ground ?? 'verified' }
}

const customOf = (row: RowCells, look: ClaimLookups): CustomValues => {
  const custom: CustomValues = {}
  for (const field of look.fields) {
    const value = row.read(customKey(field.id), null, 'invalid_value', (typed) => {
      const fit = readCell(field, typed)
      return 'value' in fit ? fit.value : null
    })
    if (value !== null) custom[field.id] = value
  }
  return custom
}
