import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openPdf } from './open-pdf.ts'

test.each(['ru', 'en'] as const)(
  'a document says that it is in %s, for whoever has it read aloud',
  async (language) => {
    const pdf = openPdf({ title: 'Z', author: '', language, madeAt: 0 })
    pdf.end()
    expect((await buffer(pdf)).toString('latin1')).toContain(`/Lang (${language})`)
  },
)
