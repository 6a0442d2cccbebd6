/** Currencies by their ISO 4217 codes, and how exactly each is counted. */
import { z } from 'zod'

// Digits after the point where they are not 2 (ISO 4217, List One). Not taken from Intl: browsers and servers differ.
const digitsByCurrency: Record<string, number> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** Digits after the point: 2 for RUB, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: string): number => digitsByCurrency[currency] ?? 2

export const currencyCode = z.string().regex(/^[A-Z]{3}$/)
