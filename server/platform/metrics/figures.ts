/**
 * Figures that are read when somebody asks for them, and never in between: a group of figures is one cheap statement.
 * Names and labels are the world's; no label holds an id or anything of a person.
 */
import { Counter, Gauge, type Registry } from 'prom-client'
import type { Log } from '../log.ts'
import { within } from '../within.ts'

export type Sample = { labels?: Record<string, string>; value: number }

export type FigureDefinition = {
  /** A counter only grows, whoever counted it. */
  kind: 'gauge' | 'counter'
  help: string
  labels?: readonly string[]
}

/** `read` answers with the samples of each name; a name it leaves out has none this time. */
export type Figures<N extends string = string> = {
  figures: Record<N, FigureDefinition>
  read: () => Promise<Partial<Record<N, Sample[]>>>
}

/** Keeps the names of a group and of its reader together. */
export const defineFigures = <N extends string>(group: Figures<N>): Figures<N> => group

/** Who asks waits for ten seconds at most. */
const WITHIN_MS = 2_000

type Kept = { group: Figures; metrics: Map<string, Gauge | Counter> }

const keep = (registry: Registry, group: Figures): Kept => {
  const metrics = new Map(
    Object.entries(group.figures).map(([name, { kind, help, labels = [] }]): [string, Gauge | Counter] => {
      const settings = { name, help, labelNames: [...labels], registers: [registry] }
      return [name, kind === 'gauge' ? new Gauge(settings) : new Counter(settings)]
    }),
  )
  return { group, metrics }
}

const show = ({ metrics }: Kept, read: Partial<Record<string, Sample[]>>): void => {
  for (const [name, metric] of metrics) {
    metric.reset()
    for (const { labels = {}, value } of read[name] ?? []) metric.inc(labels, value)
  }
}

/**
 * Answers with the reader of all groups, one after another so that it takes one connection. Where one cannot be read the
 * rest are left out too: the database is away, and who asks still gets the figures of the process.
 */
export const registerFigures = (registry: Registry, groups: Figures[], log: Log): (() => Promise<void>) => {
  const kept = groups.map((group) => keep(registry, group))
  const failures = new Counter({
    name: 'perezvon_figures_failures_total',
    help: 'Times that figures of the database could not be read',
    registers: [registry],
  })
  return async () => {
    let works = true
    for (const one of kept) {
      try {
        show(one, works ? await within(WITHIN_MS, one.group.read()) : {})
      } catch (error) {
        works = false
        show(one, {})
        failures.inc()
        log.warn({ err: error }, 'figures could not be read')
      }
    }
  }
}
