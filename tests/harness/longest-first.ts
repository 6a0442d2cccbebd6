import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The longest files of the house, as they are known before the first run on a machine. Those that wait stand between
 * those that keep a browser busy.
 */
const LONGEST = [
  'journeys/accessible',
  'calls/race',
  'journeys/administration',
  'journeys/shell',
  'launcher/processes',
  'journeys/above-pages',
  'calls/crash',
  'journeys/flows',
  'launcher/start',
  'journeys/bad-input',
  'calls/crash-redis',
  'calls/crash-worker',
  'journeys/hold-and-transfer',
]

/** Then what has a process to itself, then the many files that share one. */
const PROJECTS = ['screens', 'alone', 'house', 'journeys']

const placeOf = ({ project, moduleId }: TestSpecification): number[] => {
  const known = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`))
  return [
    project.config.sequence.groupOrder,
    known < 0 ? LONGEST.length : known,
    PROJECTS.indexOf(project.name),
  ]
}

/** A long file that begins last leaves the other workers idle to its end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    const differ = (a: number[], b: number[]) =>
      a.map((place, at) => place - (b[at] ?? 0)).find((by) => by !== 0) ?? 0
    return usual.sort((a, b) => differ(placeOf(a), placeOf(b)))
  }
}
