import type { TranslationOf } from '../../platform/i18n.ts'
import type { joiningRu } from './joining.ru.ts'

export const joiningEn: TranslationOf<typeof joiningRu> = {
  more: 'More',
  merge: {
    menu: 'Merge into another…',
    title: 'Merge {number} into another claim',
    hint: 'This claim closes as merged, and its client gets a letter that says where it goes on. Its products, people and interactions go to the other.',
    into: 'Into which',
    none: 'The client has no other open claims',
    deed: 'Merge',
    done: 'Claim {number} was merged into {into}.',
  },
  split: {
    menu: 'Take a part out…',
    title: 'Take a part out of {number}',
    hint: 'There will be a new claim of the same client, received when this one was, with the same handler.',
    description: 'What the new claim is about',
    category: 'Category',
    lines: 'What goes with it',
    deed: 'Take it out',
    done: 'Claim {number} was taken out.',
  },
  kin: {
    mergedInto: 'Merged into',
    splitFrom: 'Taken out of',
    merged: 'Merged into it',
    parts: 'Taken out of it',
  },
  silence: {
    asked: 'Waiting for the client’s word: a reminder {remind}, closed without an answer {lapse}.',
    last: 'Waiting for the client’s word: closed without an answer {lapse}.',
    sent: 'a reminder was sent | {n} reminders were sent',
    closing: 'If nobody closes it before, it closes by itself {lapse}.',
  },
}
