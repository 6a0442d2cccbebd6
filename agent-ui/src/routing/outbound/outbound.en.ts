import type { TranslationOf } from '../../platform/i18n.ts'
import type { outboundRu } from './outbound.ru.ts'

export const outboundEn: TranslationOf<typeof outboundRu> = {
  call: 'Call: {whose}',
  callBack: 'Call back',
  callBackTo: 'Call back: {title}',
  firstPhone: 'Call the client',
  group: 'Call',
  page: 'The client’s call page is open',
  callPage: 'Call it',
  way: { phone: 'by phone', page: 'on the open page' },
  noWay: 'no way now. {why}',
  asked: {
    title: 'The client asked not to be called',
    text: '{at}, {source}. But they asked for this call themselves.',
    deed: 'Call',
  },
  refused: 'asked not to be called',
  sources: {
    call: 'call',
    form: 'form',
    site: 'site',
    letter: 'letter',
    contract: 'contract',
    messenger: 'messenger',
    message: 'SMS',
  },
  attempts: '{n} attempt | {n} attempts',
  why: {
    busy: 'busy',
    'no-answer': 'no answer',
    declined: 'declined',
    failed: 'not put through',
    cancelled: 'cancelled',
    'never-connected': 'your line did not come up',
    'agent-lost': 'your line was lost',
    other: 'not put through',
  },
}
