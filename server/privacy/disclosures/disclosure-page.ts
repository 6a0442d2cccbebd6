/** A client's data as a page that anybody can read: one file, without a script or anything from elsewhere. Pure. */
import { disclosureWords } from '#shared/privacy/disclosure-words.ts'
import type { Addressee, Cell, Row, Sections } from './gather.store.ts'

type Page = {
  addressee: Addressee
  /** Epoch ms. */
  madeAt: number
  sections: Sections
  /** Files of the same archive. */
  recordings: Row[]
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}div{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #ccc;padding:.35rem .6rem;text-align:left;vertical-align:top}th{background:#f3f3f3;font-weight:600}
td{white-space:pre-wrap}`

export const disclosurePage = ({ addressee, madeAt, sections, recordings }: Page): string => {
  const { language, name } = addressee
  const words = disclosureWords[language]
  const show = shower(addressee)
  const parts = sections.map(({ code, rows }) =>
    section(words.sections[code], rows.map(withMoney), addressee),
  )
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(words.title)}</title><style>${STYLE}</style></head>
<body><h1>${escaped(words.title)}</h1>
<p>${escaped(name)} · ${escaped(words.madeAt)} ${escaped(show('made_at', madeAt))}</p>
${parts.join('\n')}
${section(words.recordings, recordings, addressee)}
</body></html>
`
}

const section = (title: string, rows: Row[], addressee: Addressee): string => {
  const words = disclosureWords[addressee.language]
  const show = shower(addressee)
  const head = `<h2>${escaped(title)}</h2>`
  const [first] = rows
  if (!first) return `${head}<p>${escaped(words.nothing)}</p>`
  const columns = Object.keys(first)
  const heads = columns.map((column) => `<th scope="col">${escaped(words.columns[column] ?? column)}</th>`)
  const lines = rows.map(
    (row) =>
      `<tr>${columns.map((column) => `<td>${escaped(show(column, row[column] ?? null))}</td>`).join('')}</tr>`,
  )
  return `${head}<div><table><thead><tr>${heads.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
}

/** Minor units say nothing to a reader. */
const withMoney = (whole: Row): Row => {
  if (!('amount_minor' in whole)) return whole
  const { amount_minor: minor, currency, ...row } = whole
  if (typeof minor !== 'number' || typeof currency !== 'string') return { ...row, amount: null }
  const money = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' })
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2
  return { ...row, amount: `${(minor / 10 ** digits).toFixed(digits)} ${currency}` }
}

/** Codes are columns of few words; what people have typed stands as it was typed. */
const CODED = new Set([
  'kind',
  'language',
  'direction',
  'channel',
  'outcome',
  'purpose',
  'state',
  'severity',
  'remedy_sought',
  'action',
])

const shower = ({ language, zone }: Addressee) => {
  const moment = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  })
  const { codes } = disclosureWords[language]
  return (column: string, value: Cell): string => {
    if (value === null || value === '') return '—'
    if (column.endsWith('_at') && typeof value === 'number') return moment.format(value)
    return CODED.has(column) ? (codes[String(value)] ?? String(value)) : String(value)
  }
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign]!)
