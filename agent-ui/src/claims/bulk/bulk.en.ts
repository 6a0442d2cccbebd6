import type { TranslationOf } from '../../platform/i18n.ts'
import type { claimBulkRu } from './bulk.ru.ts'

export const claimBulkEn: TranslationOf<typeof claimBulkRu> = {
  marked: '{n} claim marked | {n} claims marked',
  none: 'Unmark all',
  label: 'What to do with the marked ones',
  assign: 'Assign',
  tag: 'Tag',
  note: 'Note',
  move: 'Move',
  macro: 'Macro',
  macroKey: 'Run a macro over the marked',
  titles: {
    assign: 'Assign a handler: {n} claim | Assign a handler: {n} claims',
    tag: 'Put a tag: {n} claim | Put a tag: {n} claims',
    note: 'Write a note: {n} claim | Write a note: {n} claims',
    move: 'Make a move: {n} claim | Make a move: {n} claims',
    macro: 'Run a macro: {n} claim | Run a macro: {n} claims',
  },
  each: 'Each claim changes on its own: what fails for one does not hinder the others.',
  handler: 'Handler',
  tagName: 'Tag',
  text: 'Text',
  textHint: 'The same for all that are marked.',
  which: 'Which move',
  deed: 'Do it',
  going: '{done} of {all} done',
  done: 'Done: {n}',
  failed: 'Failed: {n}',
  outcome: { done: 'done', waiting: 'waits' },
  close: 'Close',
}
