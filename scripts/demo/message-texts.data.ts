/** What the house and its clients write to each other in the demo: pairs of a message and its answer, by topic. */
type Pairs = readonly (readonly [house: string, client: string])[]

export const messagePairs: Record<'ru' | 'en', Record<string, Pairs>> = {
  ru: {
    sales: [
      ['КП на лист 10 мм отправили на почту. Держим цену до пятницы.', 'Получили, спасибо. Ответим завтра.'],
      ['Счёт выставлен, действует три дня.', 'Оплатим сегодня'],
      ['Швеллер 16П есть, 12 тонн. Резервируем?', 'Да, резервируйте'],
    ],
    delivery: [
      ['Машина выйдет завтра в 8:00, водитель позвонит за час.', 'Ок, пропуск заказали'],
      ['Вагон прибыл на станцию, документы у экспедитора.', 'Принято'],
      ['Отгрузка перенесена на четверг, приносим извинения.', 'Плохо, но ждём. До обеда успеете?'],
    ],
    claims: [
      ['Претензию приняли, ответ дадим до среды.', 'Хорошо, фото брака отправил на почту'],
      ['Замена отгружена сегодня, сертификат в машине.', 'Спасибо за быстрое решение!'],
    ],
  },
  en: {
    sales: [
      ['The quotation for HRC coils is in your mailbox. The price holds until Friday.', 'Got it, thank you.'],
      ['The invoice is out, valid for three days.', 'We will pay today'],
    ],
    delivery: [
      ['The vessel has arrived; the documents are with the forwarder.', 'Noted, thanks'],
      ['Shipment moves to Thursday, our apologies.', 'OK. Please confirm the time.'],
    ],
    claims: [
      ['We have your claim and will answer by Wednesday.', 'Good. The photos are in the mail.'],
      ['The replacement was shipped today.', 'Thank you for the quick solution!'],
    ],
  },
}
