import { expect, it } from 'vitest'
import { stepTo } from './step-day.ts'

it.each([
  ['2026-01-01', 'ArrowLeft', '2025-12-31'],
  ['2026-12-31', 'ArrowRight', '2027-01-01'],
  ['2026-03-03', 'ArrowUp', '2026-02-24'],
  ['2026-02-24', 'ArrowDown', '2026-03-03'],
  ['2026-03-31', 'PageUp', '2026-02-28'],
  ['2024-01-31', 'PageDown', '2024-02-29'],
  ['2026-12-15', 'PageDown', '2027-01-15'],
  ['2026-02-14', 'Home', '2026-02-01'],
  ['2026-02-14', 'End', '2026-02-28'],
  ['2026-02-14', 'Enter', null],
])('from %s by %s to %s', (date, key, next) => expect(stepTo(date, key)).toBe(next))
