/** What simulated callers say. The audio beside is made from these by make-voices.ts. */
export const LINES: Record<'ru' | 'en', string[]> = {
  ru: [
    'Здравствуйте! Мне нужна арматура двенадцать миллиметров, тонн двадцать. Когда сможете отгрузить?',
    'Добрый день. По последней поставке лист оказался тоньше, чем в сертификате. Что будем делать?',
    'Подскажите, пожалуйста, где сейчас наш груз? Обещали вчера.',
    'Да, понял, записываю. Спасибо, до свидания.',
  ],
  en: [
    'Good afternoon. We need two hundred tonnes of hot rolled coil, delivered to Hamburg. What is your price?',
    'Hello. The pipes from the last shipment have cracks along the weld. I would like to file a claim.',
    'Could you tell me when our shipment will arrive? It is already late.',
    'All right, thank you very much. Goodbye.',
  ],
}
