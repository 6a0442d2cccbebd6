import type { TranslationOf } from '../platform/i18n.ts'
import type { interactionRu } from './interaction.ru.ts'

export const interactionEn: TranslationOf<typeof interactionRu> = {
  title: 'Interaction',
  whole: 'Open its page',
  direction: 'Kind',
  called: 'Called',
  arrived: 'Arrived',
  answered: 'Answered',
  ended: 'Talk ended',
  hold: 'On hold',
  agent: 'Agent',
  queue: 'Queue',
  disposition: 'Disposition',
  recording: 'Recording',
  recordingCut: 'Recording up to the cut',
  recordingNow: 'Still being recorded: it can be heard after the talk',
  recordingLost: 'The recording is lost: there is no file',
  recordingHidden: 'There is a recording; you may not play it',
  noRecording: 'No recording',
  notes: 'Notes',
  unverified: 'number not verified',
  why: 'Why this agent?',
  whyWaiting: 'Why is it waiting?',
}
