/** A zip as a program may write it, or as somebody may forge it. */
import { deflateRawSync } from 'node:zlib'

/** `told`: the size that its directory tells, where it is not the true one. */
export type ZipPart = { name: string; content: Buffer | string; told?: number }

export const zipOf = (parts: readonly ZipPart[]): Buffer => {
  const bodies: Buffer[] = []
  const entries: Buffer[] = []
  let place = 0
  for (const { name, content, told } of parts) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const sizes = (header: Buffer, at: number) => {
      header.writeUInt16LE(8, at)
      header.writeUInt32LE(packed.length, at + 10)
      header.writeUInt32LE(told ?? bytes.length, at + 14)
      header.writeUInt16LE(title.length, at + 18)
    }
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    sizes(local, 8)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    sizes(entry, 10)
    entry.writeUInt32LE(place, 42)
    bodies.push(local, title, packed)
    entries.push(entry, title)
    place += local.length + title.length + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(place, 16)
  return Buffer.concat([...bodies, directory, end])
}

/** A workbook of one sheet, by the content of its `sheetData`. */
export const workbookOf = (rows: string, more: readonly ZipPart[] = []): Buffer =>
  zipOf([
    { name: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>' },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    },
    {
      name: 'xl/worksheets/a.xml',
      content: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...more,
  ])
