/** What the log and the tables of an administrator may hold of a text that a library or a provider wrote. */

const EMAIL = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g
/** As people write them, with a plus or without; an id's digits stand among letters and hyphens, a time's among colons. */
const PHONE = /(?<![\w.:-])(\+\d[\d\s()-]{5,}\d|\d{10,15})(?![\w:-])/g
/** PostgreSQL quotes the value it could not take: `invalid input syntax for type uuid: "…"`, `Key (email)=(…)`. */
const QUOTED = /(invalid input \w+ .*?: )".*?"/g
const KEY = /(Key \([^)]*\)=)\([^)]*\)/g

/** The text with e-mails, phones and quoted input masked. */
export const withoutPersons = (text: string): string =>
  text
    .replaceAll(QUOTED, '$1"…"')
    .replaceAll(KEY, '$1(…)')
    .replaceAll(EMAIL, '‹e-mail›')
    .replaceAll(PHONE, '‹phone›')
