/** The deeds over many claims, in the order that they are offered in. */
export const manyKinds = ['assign', 'tag', 'note', 'move', 'macro'] as const
export type ManyKind = (typeof manyKinds)[number]
