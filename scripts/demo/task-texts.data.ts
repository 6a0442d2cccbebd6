/** What people of the house have promised, in their own language. */
type Titles = Record<'ru' | 'en', string[]>

export const followUps: Titles = {
  ru: [
    'Отправить КП на арматуру А500С',
    'Уточнить остатки листа 10 мм и перезвонить',
    'Согласовать скидку от 60 тонн с руководителем',
    'Выслать проект договора и спецификацию',
    'Напомнить об оплате счёта',
    'Прислать сертификат качества на партию',
    'Узнать решение по нашему предложению',
    'Договориться о дате отгрузки',
    'Проверить, дошёл ли вагон до станции',
  ],
  en: [
    'Send the quotation for HRC coils',
    'Check stock of 10 mm plate and call back',
    'Agree the discount from 60 tonnes with the head of sales',
    'Send the draft contract and specification',
    'Remind of the invoice',
    'Send the mill certificate for the batch',
    'Ask for the decision on our offer',
    'Agree the date of shipment',
    'Check whether the vessel has arrived',
  ],
}

export const correctives: Titles = {
  ru: [
    'Запросить у склада фото погрузки',
    'Получить протокол лаборатории по образцам',
    'Согласовать замену партии с производством',
    'Проверить взвешивание с перевозчиком',
    'Исправить сертификат и выслать клиенту',
  ],
  en: [
    'Ask the warehouse for photographs of the loading',
    'Get the laboratory report on the samples',
    'Agree the replacement batch with production',
    'Go through the weighing with the carrier',
    'Correct the certificate and send it to the client',
  ],
}

export const results: Record<'ru' | 'en', [string, string][]> = {
  ru: [
    ['reached', 'Дозвонился, ждёт счёт'],
    ['done', 'Отправлено на почту'],
    ['done', 'Согласовано с руководителем'],
    ['no-answer', 'Не берёт трубку, перезвоню завтра'],
    ['not-needed', 'Вопрос уже решён'],
  ],
  en: [
    ['reached', 'Reached, expects the invoice'],
    ['done', 'Sent by e-mail'],
    ['done', 'Agreed with the head of sales'],
    ['no-answer', 'No answer, will try tomorrow'],
    ['not-needed', 'Settled already'],
  ],
}
