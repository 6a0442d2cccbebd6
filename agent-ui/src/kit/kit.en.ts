import type { TranslationOf } from '../platform/i18n.ts'
import type { kitRu } from './kit.ru.ts'

export const kitEn: TranslationOf<typeof kitRu> = {
  above: 'Over the page',
  messages: 'Messages (F8)',
  loading: 'Loading…',
  empty: 'Nothing here yet',
  more: 'Show more',
  failed: 'Could not load',
  retry: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  back: 'Back',
  copy: 'Copy',
  copied: 'Copied',
  yes: 'Yes',
  no: 'No',
  total: '{n} record | {n} records',
  old: 'Earlier data is shown: it could not be refreshed.',
  optional: 'optional',
  rowsKeys: 'Up and down arrows walk the rows, Enter opens.',
  microphone: {
    insecure:
      'There is no microphone here: the page was opened at an insecure address, and the browser withholds it.',
    insecureDo:
      'Open http://localhost on the machine where the hub runs, or {address} if it runs with --https.',
    unsupported: 'This browser cannot make calls.',
    unsupportedDo: 'Open the page in a recent Chrome, Firefox, Edge or Safari.',
  },
  clash: {
    title: 'Someone else saved this while you were editing.',
    fields: 'What differs: {names}.',
    same: 'The values are the same as yours.',
    theirs: 'Show what is saved',
    mine: 'Save mine',
  },
  seconds: 's',
  minutes: 'min',
  anything: 'Any',
  searchHint: 'Find…',
  clear: 'Clear',
  unsaved: {
    title: 'Leave without saving?',
    text: 'What you have entered and not saved will be lost.',
    leave: 'Leave without saving',
    here: 'There are unsaved changes.',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    hint: 'What works on this screen at this moment.',
    thenKey: 'then',
  },
}
