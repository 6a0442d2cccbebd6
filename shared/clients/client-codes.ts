/**
 * Branches of trade and sources of clients that the screens have words for. A card may also hold what somebody typed:
 * that is shown as it stands.
 */
export const industries = [
  'construction',
  'machinery',
  'pipelines',
  'shipbuilding',
  'energy',
  'rail',
  'agriculture',
  'metal-trade',
  'automotive',
  'oil-and-gas',
  'mining',
  'defence',
] as const
export type Industry = (typeof industries)[number]

export const sources = [
  'site',
  'referral',
  'fair',
  'cold-call',
  'advertising',
  'partner',
  'repeat',
  'call',
] as const
export type Source = (typeof sources)[number]
