/** A letter as it goes out: whose it is, to whom, its number and day, what it says. */
import { footPages, openPdf, type Pdf } from '#server/platform/pdf/open-pdf.ts'
import type { LetterRow } from './letter.store.ts'
import { dayText } from './letter-facts.ts'

const WORDS = {
  ru: {
    number: (number: string, day: string) => `№ ${number}\nот ${day}`,
    claim: (number: string) => `По претензии ${number}`,
    page: (number: string, page: number, pages: number) => `${number} · страница ${page} из ${pages}`,
  },
  en: {
    number: (number: string, day: string) => `No. ${number}\nof ${day}`,
    claim: (number: string) => `Regarding claim ${number}`,
    page: (number: string, page: number, pages: number) => `${number} · page ${page} of ${pages}`,
  },
} as const

type Words = Pick<
  LetterRow,
  'number' | 'claim_number' | 'language' | 'recipient' | 'head' | 'subject' | 'body' | 'day' | 'registered_at'
>

export const letterPdf = (letter: Words): Pdf => {
  const words = WORDS[letter.language]
  const pdf = openPdf({
    title: letter.subject,
    author: letter.head.split('\n')[0] ?? '',
    language: letter.language,
    madeAt: letter.registered_at,
  })
  const { width, margins } = pdf.page
  const line = width - margins.left - margins.right
  if (letter.head) {
    pdf.font('text').fontSize(9.5).fillColor('#333333').text(letter.head, { width: line, lineGap: 1 })
    pdf.moveDown(0.6)
    pdf
      .moveTo(margins.left, pdf.y)
      .lineTo(width - margins.right, pdf.y)
      .lineWidth(0.7)
      .stroke('#999999')
    pdf.moveDown(1.2)
  }
  const top = pdf.y
  const half = line / 2 - 12
  pdf.font('text').fontSize(10.5).fillColor('black')
  pdf.text(words.number(letter.number, dayText(letter.day, letter.language)), { width: half })
  pdf.text(words.claim(letter.claim_number), { width: half })
  const left = pdf.y
  pdf.text(letter.recipient, margins.left + line / 2 + 12, top, { width: half })
  pdf.x = margins.left
  pdf.y = Math.max(left, pdf.y) + 28
  pdf.font('strong').fontSize(12).text(letter.subject, { width: line })
  pdf.moveDown(1)
  pdf.font('text').fontSize(10.5)
  for (const paragraph of letter.body.split(/\n{2,}/)) {
    pdf.text(paragraph, { width: line, lineGap: 2.5 })
    pdf.moveDown(0.7)
  }
  footPages(pdf, (page, pages) => words.page(letter.number, page, pages))
  return pdf
}
