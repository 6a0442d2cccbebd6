/** What clients complain of, and what handlers found and answered, by the kind of claim. */
type Told = { said: string[]; findings: string; answer: string; rejection: string }

const texts: Record<'ru' | 'en', Record<string, Told>> = {
  ru: {
    quality: {
      said: [
        'Отклонение толщины листа от сертификата',
        'Коррозия на поверхности рулонов',
        'Трещины по сварному шву труб',
      ],
      findings: 'Образцы проверены в лаборатории, протокол приложен: отклонение подтверждено на двух пачках.',
      answer: 'Заменим две пачки за наш счёт, отгрузка в течение пяти рабочих дней.',
      rejection: 'Повторный замер в допуске по ГОСТ, протокол лаборатории приложен.',
    },
    quantity: {
      said: ['Недовес партии по накладной', 'Недостача двух пачек против спецификации'],
      findings: 'Сверены весовые билеты и накладная: недостача 0,8 т при погрузке.',
      answer: 'Недостающее догрузим со следующей партией, разница в счёте снята.',
      rejection: 'Вес по билетам на выгрузке в пределах нормы естественной убыли.',
    },
    delivery: {
      said: ['Нарушение сроков отгрузки', 'Вагон пришёл на другую станцию'],
      findings: 'Перевозчик подтвердил задержку вагона на станции назначения.',
      answer: 'Снизили цену доставки на 10 %, следующую партию отправим автотранспортом.',
      rejection: 'Отгружено в срок по договору, задержка возникла при выгрузке у получателя.',
    },
    documents: {
      said: ['Не совпадает марка стали в сертификате', 'Ошибка в счёте-фактуре'],
      findings: 'В сертификате указана плавка соседней партии, ошибка склада.',
      answer: 'Исправленный сертификат выслан, оригинал отправлен курьером.',
      rejection: 'Документы соответствуют отгруженной партии, номера плавок совпадают.',
    },
    packing: {
      said: ['Повреждена упаковка при доставке', 'Пачки пришли без обвязки, листы поцарапаны'],
      findings: 'На фото с выгрузки видна порванная обвязка, склад грузил без прокладок.',
      answer: 'Повреждённые листы заменим, склад получил указание грузить с прокладками.',
      rejection: 'На фото при погрузке упаковка цела, акт перевозчика без замечаний.',
    },
  },
  en: {
    quality: {
      said: [
        'Sheet thickness out of certificate',
        'Surface corrosion on the coils',
        'Cracks along the pipe weld',
      ],
      findings: 'Samples went to the laboratory; the report confirms the deviation on two bundles.',
      answer: 'Two bundles will be replaced at our cost within five working days.',
      rejection: 'The second measurement is within tolerance; the laboratory report is attached.',
    },
    quantity: {
      said: ['Batch weight short of the waybill', 'Two bundles missing against the specification'],
      findings: 'Weigh tickets and waybill compared: 0.8 t short at loading.',
      answer: 'The missing weight goes with the next batch, and the invoice is reduced.',
      rejection: 'The weight at discharge is within the agreed tolerance.',
    },
    delivery: {
      said: ['Shipment later than promised', 'Containers sent to another port'],
      findings: 'The carrier confirms that the vessel was late at the port of loading.',
      answer: 'Freight is reduced by 10 %; the next batch goes on an earlier vessel.',
      rejection: 'Shipped on the agreed date; the delay came about at discharge.',
    },
    documents: {
      said: ['Steel grade differs from the certificate', 'Mistake in the invoice'],
      findings: 'The certificate names the heat of a neighbouring batch: a warehouse mistake.',
      answer: 'A corrected certificate was sent, the original goes by courier.',
      rejection: 'The documents match the batch; heat numbers agree.',
    },
    packing: {
      said: ['Packing damaged in transit', 'Bundles came without strapping, sheets scratched'],
      findings: 'Photographs of the discharge show torn strapping; the warehouse loaded without dunnage.',
      answer: 'Damaged sheets will be replaced; the warehouse now loads with dunnage.',
      rejection: 'Photographs of the loading show sound packing, and the carrier made no remark.',
    },
  },
}

/** Throws for a category nobody has written for. */
export const claimTextsOf = (language: 'ru' | 'en', categoryCode: string): Told => {
  const told = texts[language][categoryCode]
  if (!told) throw new Error(`no texts for claims of ${categoryCode} in ${language}`)
  return told
}
