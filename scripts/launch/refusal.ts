/** A reason not to go on, in one sentence a person can act on. It is printed without a stack trace. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** The sentence for a person: a refusal speaks for itself, anything else keeps its own words. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The `code` of a Node system error ("EACCES"), or undefined. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined
