/** Problems as a file: the rows and the total of the screen, numbers as numbers. */
import type { Response } from 'express'
import { type Cell, decimalCell, sendTable, timeCell } from '#server/clients/index.ts'
import { type Actor, may } from '#server/platform/actor.ts'
import { denied } from '#server/platform/errors.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import type {
  Problem,
  ProblemAsked,
  ProblemFigures,
  Problems,
} from '#shared/claims/problems/problem.contract.ts'
import { perThousand } from '#shared/claims/problems/problem-figures.ts'
import {
  moneyHeads,
  noneWord,
  type ProblemColumn,
  problemHeads,
  sideHeads,
  totalWord,
} from '#shared/claims/problems/problem-sheet.ts'
import { decimalOf } from '#shared/sales/money.ts'
import { readProblems } from './read-problems.ts'

type Language = 'ru' | 'en'
const DAY_MS = 86_400_000

const rounded = (value: number | null, language: Language): string | null =>
  value === null ? null : decimalCell(String(Math.round(value * 100) / 100), language)

const cellsOf = (
  row: ProblemFigures & { alarmAt?: number | null },
  language: Language,
): Record<ProblemColumn, Cell> => ({
  claims: row.claims,
  repeats: row.repeats,
  resolved: row.resolved,
  median: rounded(row.medianMs === null ? null : row.medianMs / DAY_MS, language),
  p80: rounded(row.p80Ms === null ? null : row.p80Ms / DAY_MS, language),
  sold: rounded(row.sold?.quantity ?? null, language) ?? noneWord[language],
  unit: row.sold?.unit ?? null,
  perThousand: rounded(perThousand(row), language) ?? noneWord[language],
  alarm: timeCell(row.alarmAt ?? null),
})

const nameOf = ({ key, name }: Problem['keys'][number], language: Language): string =>
  name ? (language === 'ru' ? name.nameRu : name.nameEn) : (key ?? noneWord[language])

/** The head line, the rows, the total. */
const linesOf = ({ by, and, rows, total }: Problems, language: Language): Cell[][] => {
  const sides = and ? [by, and] : [by]
  const currencies = total.money.map(({ currency }) => currency)
  const moneyOf = ({ money }: ProblemFigures): Cell[] =>
    currencies.flatMap((currency) => {
      const sum = money.find((one) => one.currency === currency)
      return [sum?.claimedMinor ?? 0, sum?.agreedMinor ?? 0].map((minor) =>
        decimalCell(decimalOf(minor, currency), language),
      )
    })
  const columns = Object.keys(problemHeads) as ProblemColumn[]
  const lineOf = (names: string[], row: ProblemFigures): Cell[] => {
    const cells = cellsOf(row, language)
    return [...names, ...columns.map((column) => cells[column]), ...moneyOf(row)]
  }
  return [
    [
      ...sides.map((side) => sideHeads[side][language]),
      ...columns.map((column) => problemHeads[column][language]),
      ...currencies.flatMap((currency) =>
        [moneyHeads.claimed, moneyHeads.agreed].map((head) => `${head[language]}, ${currency}`),
      ),
    ],
    ...rows.map((row) =>
      lineOf(
        row.keys.map((key) => nameOf(key, language)),
        row,
      ),
    ),
    lineOf([totalWord[language], ...sides.slice(1).map(() => '')], total),
  ]
}

/** Throws `denied` for who may not see the board. */
export const exportProblems = async (
  platform: Platform,
  actor: Actor,
  asked: ProblemAsked,
  response: Response,
): Promise<typeof SENT> => {
  if (!may(actor, 'claim.board')) throw denied('claim.board')
  const found = await readProblems(platform.db, actor, asked, platform.clock.now(), ['claim.export'])
  const [heads = [], ...rows] = linesOf(found, actor.language)
  const told = { ...asked, of: 'problems' }
  const table = { action: 'claim.export', file: 'problems.csv', told, heads, rows } as const
  return sendTable(platform, actor, table, response)
}
