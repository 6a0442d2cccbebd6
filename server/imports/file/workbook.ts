/** What a workbook says of itself: its sheets, the texts that its cells share, and which formats are of dates. */
import { IMPORT_LIMITS } from '#shared/imports/import-file.contract.ts'
import { BadFile } from './bad-file.ts'
import type { Packed } from './unpack.ts'
import { readXml } from './xml-parts.ts'

export type Workbook = {
  /** Name of a sheet and the part that holds it, in their order. */
  sheets: { name: string; part: string }[]
  /** Days are counted from 1904, as old programs for Mac did. */
  from1904: boolean
}

/** What a workbook says of itself is held in memory. Bytes of a part. */
const MOST_TOLD = 16 * 1_024 * 1_024

const BOOK = 'xl/workbook.xml'

export const readWorkbook = async (packed: Packed): Promise<Workbook> => {
  if (!packed.has(BOOK)) throw new BadFile('not_a_table')
  const found: { name: string; rel: string }[] = []
  let from1904 = false
  await readXml(await packed.open(BOOK, MOST_TOLD), {
    open: (name, attributes) => {
      if (name === 'sheet') found.push({ name: attributes.name ?? '', rel: attributes['r:id'] ?? '' })
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    },
  })
  const targets = new Map<string, string>()
  await readXml(await packed.open('xl/_rels/workbook.xml.rels', MOST_TOLD), {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target)
    },
  })
  const sheets = found.flatMap(({ name, rel }) => {
    const target = targets.get(rel)
    const part = target?.startsWith('/') ? target.slice(1) : `xl/${target}`
    return target && packed.has(part) ? [{ name, part }] : []
  })
  if (sheets.length === 0) throw new BadFile('not_a_table')
  return { sheets, from1904 }
}

const SHARED = 'xl/sharedStrings.xml'
/** Characters of all shared texts together, and how many they may be: an empty one has its place too. */
const MOST_SHARED = IMPORT_LIMITS.bytes
const MOST_TEXTS = 5_000_000

export const readSharedTexts = async (packed: Packed): Promise<string[]> => {
  if (!packed.has(SHARED)) return []
  const texts: string[] = []
  let [now, total, inText, spoken] = ['', 0, false, 0]
  await readXml(await packed.open(SHARED), {
    open: (name) => {
      if (name === 'si') now = ''
      // How a text is spoken stands beside it in some languages, and is not the text.
      else if (name === 'rPh') spoken += 1
      else if (name === 't') inText = spoken === 0
    },
    text: (text) => {
      if (!inText) return
      now += text
      total += text.length
      if (total > MOST_SHARED) throw new BadFile('unpacks_too_large')
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') spoken -= 1
      else if (name === 'si') {
        texts.push(now)
        if (texts.length > MOST_TEXTS) throw new BadFile('unpacks_too_large')
      }
    },
  })
  return texts
}

const STYLES = 'xl/styles.xml'
/** Of the formats that every program knows by number, those of dates (ECMA-376, 18.8.30). */
const isKnownDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
/** Letters of a date in a format, outside of what it quotes and of its colours. */
const isDateFormat = (code: string): boolean => /[dmyh]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

/** Which styles of cells show a number as a date, by the place of the style. */
export const readDateStyles = async (packed: Packed): Promise<boolean[]> => {
  if (!packed.has(STYLES)) return []
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCells = false
  await readXml(await packed.open(STYLES, MOST_TOLD), {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(own.get(id) ?? isKnownDate(id))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}
