/** Branches of trade that the screens have words for. A card may also hold what somebody typed: that is shown as it stands. */
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
