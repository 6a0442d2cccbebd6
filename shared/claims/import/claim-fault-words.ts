/** What is wrong in a row of claims, in words: on the screen, and in the file of the rows that were not taken. */
import { commonFaults, type FaultWords, faultText as textOf } from '../../imports/fault-words.ts'
import type { RowFault } from '../../imports/import-file.contract.ts'
import { claimColumns } from './claim-columns.ts'

const words: FaultWords = {
  ...commonFaults,
  former_user: {
    ru: 'сотрудник отключён, претензия будет без ответственного',
    en: 'is a deactivated user, the claim will have no handler',
  },
  may_not_handle: {
    ru: 'не ведёт претензии этого рынка, претензия будет без ответственного',
    en: 'does not handle claims of this market, the claim will have no handler',
  },
  other_market: {
    ru: 'претензия будет на рынке, к которому относится клиент',
    en: 'the claim will be of the market that its client is of',
  },
  no_product: { ru: 'не сказано, какого товара или партии', en: 'it is not said of which product or batch' },
  was_withdrawn: { ru: 'претензия отозвана без ответа', en: 'the claim was withdrawn without an answer' },
  still_open: { ru: 'у претензии нет дня закрытия', en: 'the claim has no day of closing' },
  unknown_category: { ru: 'такого вида нет', en: 'there is no such category' },
  unknown_severity: { ru: 'такой тяжести нет', en: 'there is no such severity' },
  unknown_product: { ru: 'такого товара нет', en: 'there is no such product' },
  unknown_currency: { ru: 'такой валюты нет', en: 'there is no such currency' },
  unknown_ground: {
    ru: 'основание должно быть: подтверждена, молчание клиента, отклонена или отозвана',
    en: 'the ground is to be: confirmed, silence, rejected or withdrawn',
  },
  invalid_date: { ru: 'это не похоже на дату', en: 'does not look like a date' },
  in_future: { ru: 'этот день ещё не наступил', en: 'this day is still to come' },
  before_received: { ru: 'раньше, чем получена претензия', en: 'is before the claim was received' },
  after_closed: { ru: 'позже, чем закрыта претензия', en: 'is after the claim was closed' },
  invalid_quantity: { ru: 'это не похоже на количество', en: 'does not look like a quantity' },
  invalid_money: { ru: 'это не сумма в этой валюте', en: 'is no amount of this currency' },
  no_currency: { ru: 'не сказано, в какой валюте', en: 'it is not said in which currency' },
  no_client: {
    ru: 'не сказано, чья претензия: нужны название, ИНН, телефон или почта',
    en: 'it is not said whose claim it is: a name, tax number, phone or e-mail is needed',
  },
  no_client_name: {
    ru: 'такого клиента нет, а без названия карточку не создать',
    en: 'there is no such client, and no card can be made without a name',
  },
  several_clients: {
    ru: 'подходят несколько клиентов: добавьте ИНН или телефон',
    en: 'several clients fit: add the tax number or a phone',
  },
}

/** @param heads of the file. Of what no column of it stands for the code says which: `required:category` */
export const claimFaultText = (fault: RowFault, heads: readonly string[], language: 'ru' | 'en'): string => {
  const about = fault.code.split(':')[1]
  const lacking = claimColumns.find(({ code }) => code === about)?.head[language] ?? ''
  return textOf(words, fault, { heads, lacking, language })
}
