import type { TranslationOf } from '../platform/i18n.ts'
import type { agentsRu } from './agents.ru.ts'

export const agentsEn: TranslationOf<typeof agentsRu> = {
  skills: {
    nav: 'Skills',
    title: 'Skills',
    hint: 'What agents can do. A queue wants a skill and a level; a user is given them on their page.',
    add: 'New skill',
    name: 'Skill',
    code: 'Code',
    codeHint: 'Does not change.',
    nameRu: 'In Russian',
    nameEn: 'In English',
    holders: 'How many have it',
    state: 'State',
    active: 'In use',
    inactive: 'Not offered',
    edit: 'Edit',
    editTitle: 'Skill {name}',
    use: 'Offer in forms',
    saved: 'The skill is saved.',
    empty: 'No skills yet',
  },
  user: {
    title: 'Skills',
    hint: 'A level from 1 to 10; empty: no such skill. Counts from the next call on.',
    none: 'There are no skills yet.',
    level: 'Level: {name}',
    saved: 'The skills are saved.',
    clash: 'Skills',
  },
}
