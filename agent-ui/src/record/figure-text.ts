/** The figures of the record as screens show them. */
import { type FigureCode, figureCodes, figures } from '#shared/record/figures.ts'
import type { Formats } from '../platform/format.ts'

export type FigureGroup = 'interaction' | 'claim' | 'deal'

/** By what they count, in the order they are declared. */
export const figureGroups = (['interaction', 'claim', 'deal'] as FigureGroup[]).map((group) => ({
  group,
  codes: figureCodes.filter((code) => figures[code].kind.startsWith(`${group}.`)),
}))

/** A count, a length of talk, or money of the house. */
export const figureText = (
  code: FigureCode,
  value: number,
  formats: Formats,
  houseCurrency: string,
): string => {
  const { sum } = figures[code]
  if (sum === 'talkMs') return formats.duration(value)
  if (sum === 'houseMinor') return formats.money({ amountMinor: value, currency: houseCurrency })
  return formats.number(value)
}
