/** XML as it comes: each element's begin, text and end, without a tree of it. */
import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { BadFile } from './bad-file.ts'

export type XmlHandlers = {
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** Characters of one text, or of one element with its attributes; and elements inside of each other: the parser keeps these. */
const LONGEST = 1_000_000
const DEEPEST = 100

/** Without the prefix: some programs write `x:row`. */
const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

/** After each piece of the stream, so that whoever gathers rows may hand them on. */
export async function* xmlPieces(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser()
  const broken = (cause: unknown) => new BadFile('broken_file', { cause })
  parser.on('error', (error) => {
    throw broken(error)
  })
  let [silent, depth] = [0, 0]
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    silent = 0
    depth += 1
    if (depth > DEEPEST) throw new BadFile('broken_file')
    handlers.open?.(bare(name), attributes)
  })
  parser.on('text', (text) => {
    silent = 0
    handlers.text?.(text)
  })
  parser.on('closetag', ({ name }) => {
    silent = 0
    depth -= 1
    handlers.close?.(bare(name))
  })
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true })
      parser.write(text)
      silent += text.length
      if (silent > LONGEST) throw new BadFile('broken_file')
      yield
    }
    parser.close()
    yield
  } catch (error) {
    throw error instanceof BadFile ? error : broken(error)
  } finally {
    stream.destroy()
  }
}

export const readXml = async (stream: Readable, handlers: XmlHandlers): Promise<void> => {
  for await (const _ of xmlPieces(stream, handlers));
}
