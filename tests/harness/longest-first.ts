import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The longest files of the house, as they are known before the first run on a machine. Those that wait stand between
 * those that keep a browser busy; then those with sound, between the patient ones.
 */
const LONGEST = [
  'journeys/accessible',
  'calls/race',
  'journeys/above-pages',
  'journeys/claim-money',
  'journeys/network-call',
  'launcher/processes',
  'journeys/administration',
  'journeys/card',
  'calls/crash',
  'journeys/organisation',
  'journeys/second-factor',
  'launcher/start',
  'journeys/personal-data',
  'journeys/shell',
  'journeys/claims-desk',
  'journeys/claim-files',
  'journeys/claim-followed',
  'journeys/claim-board',
  'journeys/knowledge',
  'journeys/network',
  'journeys/api-tokens',
  'twilio-cloud/inbound-call',
  'journeys/permission-walk',
  'journeys/custom-fields',
  'journeys/messages',
  'journeys/flows',
  'journeys/reach',

  'journeys/hold-and-transfer',
  'twilio-cloud/bad-days',
  'journeys/one-call',
  'twilio-cloud/crash',
  'journeys/call-page',
  'calls/crash-redis',
  'journeys/made-in-call',
  'calls/crash-worker',
  'journeys/sound-held-back',
  'calls/crash-postgres',
]

/** What has a process to itself fills the end: between the others it would cost a worker its loaded house. */
const PROJECTS = ['house', 'alone', 'sound']

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
