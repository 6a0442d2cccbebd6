/** What the details of a claim are chosen from, besides the lists that an administrator edits. */

/** What a client wants, and what we offer. */
export const remedies = [
  'replacement',
  'repair',
  'delivery',
  'discount',
  'refund',
  'compensation',
  'documents',
  'explanation',
  'other',
] as const
export type Remedy = (typeof remedies)[number]

/** How hard it is to find out: one look, a usual inquiry, several departments or an expert from outside. */
export const complexities = ['simple', 'usual', 'complex'] as const
export type Complexity = (typeof complexities)[number]

export const actionKinds = ['corrective', 'preventive'] as const
export type ActionKind = (typeof actionKinds)[number]
