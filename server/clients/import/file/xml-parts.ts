/** XML as it comes: each element's begin, text and end, without a tree of it. */
import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { BadFile } from './bad-file.ts'

export type XmlHandlers = {
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** Without the prefix: some programs write `x:row`. */
const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

/** After each piece of the stream, so that whoever gathers rows may hand them on. */
export async function* xmlPieces(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser()
  const broken = (cause: unknown) => new BadFile('broken_file', { cause })
  parser.on('error', (error) => {
    throw broken(error)
  })
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => handlers.open?.(bare(name), attributes))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('closetag', ({ name }) => handlers.close?.(bare(name)))
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(chunk, { stream: true }))
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
