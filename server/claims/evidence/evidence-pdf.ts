/** The document of evidence on paper: a first page with contents, sections and items by number, each page by number too. */
import { footPages, openPdf, type Pdf } from '#server/platform/pdf/open-pdf.ts'
import type { EvidenceWords } from '#shared/claims/evidence/evidence-sections.ts'
import type { Item, Section } from './item.ts'

export type Cover = {
  number: string
  language: 'ru' | 'en'
  claimNumber: string
  client: string
  askedBy: string
  /** Epoch ms. */
  madeAt: number
  madeText: string
  zone: string
}

const lineOf = (pdf: Pdf): number => pdf.page.width - pdf.page.margins.left - pdf.page.margins.right

/** Ended by who writes it out; `pages`: how many there are. */
export const evidencePdf = (
  sections: readonly Section[],
  cover: Cover,
  words: EvidenceWords,
): { pdf: Pdf; pages: number } => {
  const { language, madeAt } = cover
  const pdf = openPdf({ title: `${words.title} ${cover.number}`, author: '', language, madeAt })
  const places = coverPage(pdf, sections, cover, words)
  sections.forEach((section, index) => {
    pdf.addPage()
    // Pages of the document are counted from 1, those that are held from 0.
    places[index]!.page = pdf.bufferedPageRange().count
    pdf
      .font('strong')
      .fontSize(14)
      .fillColor('black')
      .text(`${index + 1}. ${section.title}`)
    pdf.moveDown(0.8)
    if (section.items.length === 0) pdf.font('text').fontSize(10.5).text(words.nothing)
    section.items.forEach((item, at) => writeItem(pdf, `${index + 1}.${at + 1}`, item))
  })
  for (const { y, page } of places) {
    pdf.switchToPage(0)
    pdf.font('text').fontSize(11).fillColor('black')
    pdf.text(String(page), pdf.page.margins.left, y, { width: lineOf(pdf), align: 'right', lineBreak: false })
  }
  const pages = footPages(pdf, (page, all) => words.page(cover.number, page, all))
  return { pdf, pages }
}

/** Where the contents want their pages. */
const coverPage = (pdf: Pdf, sections: readonly Section[], cover: Cover, words: EvidenceWords) => {
  pdf
    .font('strong')
    .fontSize(22)
    .text(words.title, { width: lineOf(pdf) })
  pdf.moveDown(0.3)
  pdf.fontSize(15).text(words.claim(cover.claimNumber))
  pdf.moveDown(1)
  pdf.font('text').fontSize(11)
  for (const line of [cover.client, words.pack(cover.number), cover.madeText, cover.askedBy, cover.zone])
    if (line) pdf.text(line)
  pdf.moveDown(2)
  pdf.font('strong').fontSize(13).text(words.index)
  pdf.moveDown(0.5)
  pdf.font('text').fontSize(11)
  return sections.map((section, index) => {
    const { y } = pdf
    pdf.text(`${index + 1}. ${section.title} (${section.items.length})`, { width: lineOf(pdf) - 40 })
    pdf.moveDown(0.35)
    return { y, page: 0 }
  })
}

const writeItem = (pdf: Pdf, number: string, { head, lines, text }: Item): void => {
  // A head is not left alone at the foot of a page.
  if (pdf.y > pdf.page.height - pdf.page.margins.bottom - 60) pdf.addPage()
  pdf
    .font('strong')
    .fontSize(10.5)
    .fillColor('black')
    .text(`${number}  ${head}`, { width: lineOf(pdf) })
  for (const [label, value] of lines) {
    pdf.font('text').fontSize(10).fillColor('#555555').text(`${label}: `, { continued: true, indent: 14 })
    pdf.fillColor('black').text(value)
  }
  if (text) {
    pdf.moveDown(0.2)
    pdf.font('text').fontSize(10).fillColor('black').text(text, { indent: 14, lineGap: 1.5 })
  }
  pdf.moveDown(0.8)
}
