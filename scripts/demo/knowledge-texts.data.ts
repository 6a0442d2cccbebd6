/** What the trading house has written down for its own people: articles, snippets, macros. Topics without one stay so. */

type Text = { title: string; text: string }
type DemoArticle = { category: string; topic: string | null; ru: Text; en: Text | null; published: boolean }

export const articles: readonly DemoArticle[] = [
  {
    category: 'quality',
    topic: 'claims',
    ru: {
      title: 'Брак металла: что попросить у клиента',
      text: '# Сразу\n- акт о расхождениях с подписью принимавшего\n- фотографии **маркировки** и самого дефекта\n- номер плавки с бирки или сертификата\n\n# Не обещать\nЗамену и возврат обещает только тот, кто ведёт претензию: до экспертизы решения нет.\n\n# Срок\nПервый ответ — в тот же рабочий день, ответ по существу — в срок из карточки претензии.',
    },
    en: {
      title: 'Defective metal: what to ask the client for',
      text: '# At once\n- a report of the damage, signed by whoever received it\n- photographs of the **marking** and of the defect\n- the heat number from the tag or the certificate\n\n# Do not promise\nOnly the handler of the claim promises a replacement or a refund: until it is examined nothing is decided.',
    },
    published: true,
  },
  {
    category: 'delivery',
    topic: 'delivery',
    ru: {
      title: 'Машина опаздывает: что сказать и кому передать',
      text: 'Посмотрите в карточке заказа перевозчика и время погрузки.\n\n- опоздание **до двух часов** — назовите новое время и извинитесь\n- больше двух часов — заведите претензию, вид «Доставка»\n- простой крана клиент считает сам: попросите счёт или акт простоя',
    },
    en: null,
    published: true,
  },
  {
    category: 'documents',
    topic: null,
    ru: {
      title: 'Сертификат потерян: как выдать дубликат',
      text: 'Дубликат сертификата качества выдаёт отдел качества за один рабочий день.\n\n- нужен номер плавки и номер счёта\n- оригинал с печатью уходит почтой, копия — письмом в тот же день',
    },
    en: {
      title: 'A lost certificate: how to issue a duplicate',
      text: 'The quality department issues a duplicate of the certificate within one working day.\n\n- the heat number and the number of the invoice are needed\n- the stamped original goes by post, a copy by e-mail on the same day',
    },
    published: true,
  },
  {
    category: 'quality',
    topic: null,
    ru: {
      title: 'Ржавчина на листе: норма или брак',
      text: 'Черновик: дописать по ГОСТ 16523 после ответа отдела качества.',
    },
    en: null,
    published: false,
  },
]

export const snippets = [
  {
    code: 'срок',
    name: 'Назвать срок ответа',
    ru: 'По претензии {{number}} мы ответим не позднее {{deadline}}.',
    en: 'You will have our answer to the claim {{number}} by {{deadline}}.',
  },
  {
    code: 'привет',
    name: 'Приветствие',
    ru: '{{#person}}Здравствуйте, {{person}}! {{/person}}{{^person}}Здравствуйте! {{/person}}Это отдел претензий.',
    en: '{{#person}}Dear {{person}}, {{/person}}this is the claims department.',
  },
  {
    code: 'фото',
    name: 'Попросить фотографии',
    ru: 'Пришлите, пожалуйста, фотографии маркировки и дефекта: их можно приложить на странице претензии.',
    en: 'Please send photographs of the marking and of the defect: they can be attached on the page of the claim.',
  },
] as const

export const macros = [
  { name: 'Принять и взять себе', note: 'срок', moves: ['acknowledge'], tag: null },
  { name: 'Ждём фотографии', note: 'фото', moves: [], tag: 'ждём фото' },
] as const
