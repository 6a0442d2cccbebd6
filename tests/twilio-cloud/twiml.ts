/** Reads TwiML: elements, attributes, text. Whatever is not well-formed is refused, as the cloud refuses it (error 12100). */

export type Verb = { name: string; attributes: Record<string, string>; text: string; children: Verb[] }

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    return ENTITIES[name] ?? whole
  })

const TAG = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy

/** The verbs inside `<Response>`. Throws where there is none. */
export const readTwiml = (source: string): Verb[] => {
  const text = source.replace(/^\s*<\?xml[^>]*\?>/, '').trim()
  const root: Verb = { name: '', attributes: {}, text: '', children: [] }
  const open: Verb[] = [root]
  let at = 0
  while (at < text.length) {
    TAG.lastIndex = at
    const found = TAG.exec(text)
    const inside = open.at(-1) as Verb
    if (!found) throw new Error(`no TwiML at ${text.slice(at, at + 40)}`)
    at = TAG.lastIndex
    const [, closing, name, attributes, single, words] = found
    if (words !== undefined) inside.text += plain(words).trim()
    else if (closing) {
      if (open.length < 2 || inside.name !== name) throw new Error(`</${name}> closes nothing`)
      open.pop()
    } else {
      const verb: Verb = {
        name: name as string,
        attributes: attributesOf(attributes ?? ''),
        text: '',
        children: [],
      }
      inside.children.push(verb)
      if (!single) open.push(verb)
    }
  }
  const [response] = root.children
  if (open.length !== 1 || response?.name !== 'Response') throw new Error('no <Response>')
  return response.children
}

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, plain(value ?? '')]),
  )
