/** Kinds of files that a claim takes, told by their content, and how each is shown. Pure. */

export type AttachmentGroup = 'picture' | 'document' | 'sound'
type Kind = {
  group: AttachmentGroup
  extensions: readonly [string, ...string[]]
  /** A browser may show or play it in a page of ours; all else is only ever saved. */
  inline?: true
}

const picture = (extensions: Kind['extensions'], inline?: true): Kind => ({
  group: 'picture',
  extensions,
  ...(inline && { inline }),
})
const sound = (extensions: Kind['extensions'], inline?: true): Kind => ({
  group: 'sound',
  extensions,
  ...(inline && { inline }),
})
const document = (...extensions: Kind['extensions']): Kind => ({ group: 'document', extensions })

/** Media type → what it is. What is not here is refused: SVG, HTML, programs, archives, documents with macros. */
export const attachmentKinds: Readonly<Record<string, Kind>> = {
  'image/png': picture(['png'], true),
  'image/jpeg': picture(['jpg', 'jpeg', 'jpe', 'jfif'], true),
  'image/gif': picture(['gif'], true),
  'image/webp': picture(['webp'], true),
  'image/heic': picture(['heic', 'heif']),
  'image/tiff': picture(['tif', 'tiff']),
  'image/bmp': picture(['bmp']),
  'application/pdf': document('pdf'),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': document('docx'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': document('xlsx'),
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': document('pptx'),
  'application/vnd.oasis.opendocument.text': document('odt'),
  'application/vnd.oasis.opendocument.spreadsheet': document('ods'),
  'application/vnd.oasis.opendocument.presentation': document('odp'),
  // Word, Excel and PowerPoint up to 2003 are one container.
  'application/x-cfb': document('doc', 'xls', 'ppt', 'msg'),
  'application/rtf': document('rtf'),
  'text/plain': document('txt', 'csv', 'log'),
  'audio/mpeg': sound(['mp3'], true),
  'audio/wav': sound(['wav'], true),
  'audio/ogg': sound(['ogg', 'oga', 'opus'], true),
  'audio/opus': sound(['opus', 'ogg'], true),
  'audio/mp4': sound(['m4a', 'mp4'], true),
  'audio/x-m4a': sound(['m4a', 'mp4'], true),
  'audio/aac': sound(['aac'], true),
  'audio/flac': sound(['flac'], true),
  'audio/amr': sound(['amr']),
}

/** For the chooser of a browser. */
export const acceptedNames = Object.values(attachmentKinds)
  .flatMap(({ extensions }) => extensions.map((one) => `.${one}`))
  .join(',')

export const groupOf = (kind: string): AttachmentGroup => attachmentKinds[kind]?.group ?? 'document'
export const isShownInline = (kind: string): boolean => attachmentKinds[kind]?.inline === true

/** What its bytes begin with, when they are text: `text/plain`, or null for what a browser might run as a page. */
export const kindOfText = (beginning: string): 'text/plain' | null => {
  const first = beginning.replace(/^\uFEFF/, '').trimStart()
  const isMarkup =
    first.startsWith('<') || /<(!doctype|html|head|body|script|svg|iframe|\?xml)\b/i.test(first)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no text holds is what is looked for
  const isBinary = /[\u0000-\u0008\u000E-\u001A]/.test(first)
  return isMarkup || isBinary || first === '' ? null : 'text/plain'
}
