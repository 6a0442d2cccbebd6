/** A deadline in the document of evidence: when it began and ended, who was told, and its receipt, line by line. Pure. */
import type { ClaimClock, Receipt, ReceiptLineView } from '#shared/claims/clock.contract.ts'
import { filled, type Item, type Tools } from './item.ts'

const MINUTE_MS = 60_000

export const clockItem = (clock: ClaimClock, receipt: Receipt | undefined, tools: Tools): Item => {
  const { words, moment } = tools
  const { facts } = words
  return {
    head: `${words.clockKinds[clock.kind] ?? clock.kind}: ${moment(clock.deadlineAt)}`,
    lines: filled([
      [facts.started, moment(clock.startedAt)],
      [facts.stopped, clock.stoppedAt === null ? facts.running : moment(clock.stoppedAt)],
      [clock.breached ? facts.late : facts.inTime, moment(clock.deadlineAt)],
      [facts.basis, basisOf(clock, tools)],
      ...clock.steps.map((step): [string, string | null] => [
        `${facts.step} ${step.step + 1}`,
        step.at === null
          ? null
          : `${moment(step.at)}; ${facts.told}: ${step.notified.map(({ name }) => name).join(', ')}`,
      ]),
    ]),
    text: receipt ? receiptText(receipt, tools) : null,
  }
}

const basisOf = ({ basis }: ClaimClock, { words: { facts } }: Tools): string =>
  (['policyVersion', 'calendar', 'zone'] as const)
    .flatMap((key) => (basis[key] === undefined ? [] : [`${facts[key]} ${String(basis[key])}`]))
    .join(', ')

const receiptText = ({ lines, total, agrees }: Receipt, tools: Tools): string => {
  const { words } = tools
  const { receipt } = words
  return [
    `${receipt.title}:`,
    ...lines.map((line) => `• ${lineText(line, tools)}`),
    `${receipt.total}: ${counted(total, tools)}${total.heldMs > 0 ? `, ${receipt.held} ${minutes(total.heldMs, tools)}` : ''}`,
    ...(agrees ? [] : [receipt.disagrees]),
  ].join('\n')
}

const lineText = (line: ReceiptLineView, tools: Tools): string => {
  const { words, moment } = tools
  const { receipt } = words
  return [
    `${moment(line.from)} – ${moment(line.to)}: ${receipt.what[line.what]}`,
    line.countedMs > 0 || line.days > 0 ? counted(line, tools) : '',
    ...line.holidays.map(({ date, name }) => `${name} (${date})`),
    ...line.shifts.map(
      ({ at, minutes: shift }) => `${receipt.shift} ${moment(at)}: ${shift > 0 ? '+' : ''}${shift}`,
    ),
  ]
    .filter(Boolean)
    .join(', ')
}

const counted = ({ countedMs, days }: { countedMs: number; days: number }, tools: Tools): string =>
  days > 0 ? tools.words.receipt.days(days) : minutes(countedMs, tools)

const minutes = (ms: number, { words }: Tools): string => words.receipt.minutes(Math.round(ms / MINUTE_MS))
