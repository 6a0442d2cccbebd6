import type { TranslationOf } from '../../platform/i18n.ts'
import type { dictionaryRu } from './dictionary.ru.ts'

export const dictionaryEn: TranslationOf<typeof dictionaryRu> = {
  nav: 'Lists',
  title: 'Lists',
  hint: 'What people choose from. Nothing is removed: what is switched off stays in past entries.',
  lists: {
    dispositions: 'Dispositions',
    'refusal-reasons': 'Reasons of refusal',
    'claim-categories': 'Categories of claims',
    'claim-causes': 'Root causes of claims',
    'client-sources': 'Sources of clients',
    'client-industries': 'Branches of clients',
    'product-groups': 'Groups of products',
    'field-groups': 'Groups of custom fields',
  },
  hints: {
    dispositions:
      'An agent chooses one at the end of the wrap-up. What has others inside becomes a heading and is not chosen itself.',
    'refusal-reasons': 'Why a deal was lost. The top level is headings; what is below them is chosen.',
    'claim-categories': 'What a claim is about.',
    'claim-causes': 'What was behind it, once a claim was looked into. The analysis of causes goes by these.',
    'client-sources':
      'Where a client came from: chosen on the card, in an import and in filters. Old cards show what is switched off too.',
    'client-industries':
      'What trade a client is in: chosen on the card and in an import. What is not on the list may be typed there.',
    'product-groups':
      'Headings that products stand under where they are chosen. The products themselves are kept on the page “Products”.',
    'field-groups':
      'Headings that custom fields stand under on forms and cards. Fields of one that is switched off stand under none.',
  },
  choose: 'List',
  add: 'Add',
  addTitle: 'Add: {list}',
  addBelow: 'Add under the heading “{name}”',
  added: 'Added.',
  name: 'Name',
  nameRu: 'In Russian',
  nameEn: 'In English',
  code: 'Code',
  codeHint: 'It never changes: reports know the entry by it. In Latin letters: price.too-high.',
  under: 'Under the heading',
  top: 'Top level',
  queues: 'Queues',
  queuesHint: 'In the wrap-up of which queues’ contacts it is offered. None chosen: of all.',
  allQueues: 'All',
  state: 'State',
  act: 'Actions',
  active: 'Listed',
  inactive: 'Off',
  heading: 'Heading',
  up: 'Up: {name}',
  down: 'Down: {name}',
  edit: 'Edit',
  editNamed: 'Edit: {name}',
  editTitle: 'Edit “{name}”',
  off: 'Switch off',
  offNamed: 'Switch off: {name}',
  on: 'Switch on',
  onNamed: 'Switch on: {name}',
  saved: 'Saved: it holds at once.',
  level: 'under a heading',
}
