/** A PDF in the house's typeface, which has Cyrillic and Latin: A4, with a line at the foot of each page. */
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

export type Pdf = PDFKit.PDFDocument

/** IBM Plex Sans, under the SIL Open Font License 1.1, which lies beside it: fonts/OFL.txt. */
const FONTS = {
  text: fileURLToPath(new URL('./fonts/IBMPlexSans-Regular.ttf', import.meta.url)),
  strong: fileURLToPath(new URL('./fonts/IBMPlexSans-SemiBold.ttf', import.meta.url)),
} as const

/** In points: 2.5 cm on the left for a file's holes. */
const MARGINS = { top: 57, bottom: 64, left: 71, right: 43 } as const

/** @param madeAt epoch ms: the same content made at the same time is the same bytes */
export const openPdf = (facts: {
  title: string
  author: string
  language: 'ru' | 'en'
  madeAt: number
}): Pdf => {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: MARGINS,
    bufferPages: true,
    lang: facts.language,
    displayTitle: true,
    font: FONTS.text,
    info: {
      Title: facts.title,
      Author: facts.author,
      CreationDate: new Date(facts.madeAt),
      ModDate: new Date(facts.madeAt),
    },
  })
  pdf.registerFont('text', FONTS.text)
  pdf.registerFont('strong', FONTS.strong)
  return pdf.font('text').fontSize(10.5)
}

/** Once all is written: the foot of every page, by its number and how many there are. */
export const footPages = (pdf: Pdf, foot: (page: number, pages: number) => string): number => {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    const { width, height, margins } = pdf.page
    // Beyond the bottom margin a line would begin a page of its own.
    const bottom = margins.bottom
    margins.bottom = 0
    pdf
      .font('text')
      .fontSize(8.5)
      .fillColor('#555555')
      .text(foot(page - start + 1, count), margins.left, height - bottom + 24, {
        width: width - margins.left - margins.right,
        align: 'center',
        lineBreak: false,
      })
    margins.bottom = bottom
  }
  return count
}
