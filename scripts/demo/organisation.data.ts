/** The trading house: its markets, people, queues, goods and words. */
export const markets = [
  {
    code: 'ru',
    nameRu: 'Россия и СНГ',
    nameEn: 'Russia and CIS',
    language: 'ru',
    currency: 'RUB',
    zone: 'Europe/Moscow',
    region: 'RU',
    calendar: 'ru',
  },
  {
    code: 'exp',
    nameRu: 'Экспорт',
    nameEn: 'Export',
    language: 'en',
    currency: 'EUR',
    zone: 'UTC',
    region: 'DE',
    calendar: 'export-utc',
  },
  {
    code: 'asia',
    nameRu: 'Азия',
    nameEn: 'Asia',
    language: 'en',
    currency: 'CNY',
    zone: 'Asia/Shanghai',
    region: 'CN',
    calendar: 'shanghai',
  },
] as const

export const departments = [
  { code: 'company', nameRu: 'Перезвон Сталь', nameEn: 'Perezvon Steel', parent: null },
  { code: 'sales', nameRu: 'Отдел продаж', nameEn: 'Sales', parent: 'company' },
  { code: 'contact-centre', nameRu: 'Контакт-центр', nameEn: 'Contact centre', parent: 'sales' },
  { code: 'export-sales', nameRu: 'Экспортные продажи', nameEn: 'Export sales', parent: 'sales' },
  { code: 'after-sales', nameRu: 'Сервис и претензии', nameEn: 'After-sales', parent: 'company' },
  { code: 'marketing', nameRu: 'Маркетинг', nameEn: 'Marketing', parent: 'company' },
] as const

export type DemoUser = {
  email: string
  name: string
  role: string
  department: string
  market: string
  language: 'ru' | 'en'
  queues: string[]
  skills: Record<string, number>
}
const ruAgent = (
  email: string,
  name: string,
  sales: number,
  claims: number,
  delivery: number,
  english = 0,
): DemoUser => ({
  email,
  name,
  role: 'agent',
  department: english >= 7 ? 'export-sales' : 'contact-centre',
  market: english >= 7 ? 'exp' : 'ru',
  language: english >= 9 ? 'en' : 'ru',
  queues: [
    ...(sales > 0 ? ['sales-ru'] : []),
    ...(claims > 0 ? ['claims-ru'] : []),
    ...(delivery > 0 ? ['delivery'] : []),
    ...(english > 0 ? ['sales-en', 'claims-en'] : []),
  ],
  skills: {
    ...(sales > 0 && { sales }),
    ...(claims > 0 && { claims }),
    ...(delivery > 0 && { delivery }),
    ...(english > 0 && { english }),
  },
})
export const users: DemoUser[] = [
  ruAgent('agent', 'Анна Соколова', 9, 5, 4),
  ruAgent('morozov', 'Дмитрий Морозов', 8, 3, 6),
  ruAgent('volkova', 'Елена Волкова', 7, 6, 3),
  ruAgent('lebedev', 'Сергей Лебедев', 6, 4, 8),
  ruAgent('kozlova', 'Ольга Козлова', 8, 0, 7),
  ruAgent('novikov', 'Алексей Новиков', 5, 7, 5),
  ruAgent('zaitseva', 'Мария Зайцева', 4, 8, 2),
  ruAgent('pavlov', 'Иван Павлов', 7, 2, 9),
  ruAgent('agent-en', 'Kate Orlova', 6, 5, 4, 9),
  ruAgent('belov', 'Роман Белов', 7, 4, 3, 8),
  ruAgent('tarasova', 'Юлия Тарасова', 5, 6, 0, 7),
  ruAgent('ilin', 'Михаил Ильин', 6, 3, 5, 4),
  ...[
    ['handler', 'Вера Титова', 9, 5],
    ['gusev', 'Павел Гусев', 8, 0],
    ['andreeva', 'Ксения Андреева', 7, 8],
  ].map(
    ([email, name, claims, english]): DemoUser => ({
      email: String(email),
      name: String(name),
      role: 'claim-handler',
      department: 'after-sales',
      market: 'ru',
      language: 'ru',
      queues: ['claims-ru', ...(Number(english) > 0 ? ['claims-en'] : [])],
      skills: { claims: Number(claims), ...(Number(english) > 0 && { english: Number(english) }) },
    }),
  ),
  ...(
    [
      ['supervisor', 'Наталья Королёва', 'supervisor', 'contact-centre'],
      ['sorokin', 'Игорь Сорокин', 'supervisor', 'contact-centre'],
      ['head-sales', 'Виктор Степанов', 'head-sales', 'sales'],
      ['head-marketing', 'Алина Захарова', 'head-marketing', 'marketing'],
      ['head-service', 'Олег Макаров', 'head-after-sales', 'after-sales'],
      ['director', 'Светлана Виноградова', 'director', 'company'],
      ['admin', 'Артём Комаров', 'administrator', 'company'],
    ] as const
  ).map(
    ([email, name, role, department]): DemoUser => ({
      email,
      name,
      role,
      department,
      market: 'ru',
      language: 'ru',
      queues: role === 'supervisor' ? ['sales-ru', 'claims-ru', 'delivery'] : [],
      skills: role === 'supervisor' ? { sales: 3, claims: 3, delivery: 3 } : {},
    }),
  ),
]

export const skills = [
  { code: 'sales', nameRu: 'Продажи', nameEn: 'Sales' },
  { code: 'claims', nameRu: 'Претензии', nameEn: 'Claims' },
  { code: 'delivery', nameRu: 'Доставка', nameEn: 'Delivery' },
  { code: 'english', nameRu: 'Английский язык', nameEn: 'English' },
] as const

/** First the best, after half a minute the good, then anyone who can. */
const rings = (skill: string) => ({
  skill,
  rings: [
    { afterMs: 0, minLevel: 6 },
    { afterMs: 20_000, minLevel: 4 },
    { afterMs: 60_000, minLevel: 1 },
  ],
})
const english = { skill: 'english', rings: [{ afterMs: 0, minLevel: 4 }] }
export const queues = [
  {
    code: 'sales-ru',
    nameRu: 'Продажи',
    nameEn: 'Sales RU',
    market: 'ru',
    language: 'ru',
    topic: 'sales',
    priority: 0,
    calendar: 'always',
    needs: [rings('sales')],
    scriptRu:
      'Здравствуйте! Меня зовут …, Перезвон Сталь. Какая продукция вас интересует: марка, размер, объём, срок?',
    scriptEn: 'Hello, this is … of Perezvon Steel. Which product do you need: grade, size, volume, date?',
  },
  {
    code: 'sales-en',
    nameRu: 'Продажи, экспорт',
    nameEn: 'Sales EN',
    market: 'exp',
    language: 'en',
    topic: 'sales',
    priority: 0,
    calendar: 'always',
    needs: [rings('sales'), english],
    scriptRu: 'Отвечайте по-английски. Уточните базис поставки (FOB, CIF) и порт.',
    scriptEn:
      'Good day, this is … of Perezvon Steel. May I ask the grade, the volume, and the delivery terms (FOB, CIF) and port?',
  },
  {
    code: 'claims-ru',
    nameRu: 'Претензии',
    nameEn: 'Claims RU',
    market: 'ru',
    language: 'ru',
    topic: 'claims',
    priority: 20,
    calendar: 'always',
    needs: [rings('claims')],
    scriptRu:
      'Выслушайте, не перебивая. Номер партии, накладная, что именно не так, чего клиент ждёт. Назовите номер претензии и срок ответа.',
    scriptEn:
      'Listen first. Batch number, waybill, what is wrong, what the client expects. Tell the claim number and the date of the answer.',
  },
  {
    code: 'claims-en',
    nameRu: 'Претензии, экспорт',
    nameEn: 'Claims EN',
    market: 'exp',
    language: 'en',
    topic: 'claims',
    priority: 20,
    calendar: 'always',
    needs: [rings('claims'), english],
    scriptRu: 'Отвечайте по-английски. Номер контракта и коносамента.',
    scriptEn:
      'Listen first. Contract and bill of lading numbers, what is wrong, what is expected. Tell the claim number and the date of the answer.',
  },
  {
    code: 'delivery',
    nameRu: 'Доставка',
    nameEn: 'Delivery',
    market: 'ru',
    language: 'ru',
    topic: 'delivery',
    priority: 0,
    calendar: 'ru',
    needs: [rings('delivery')],
    scriptRu: 'Номер заказа, адрес разгрузки, кто принимает. Проверьте отгрузку и назовите дату.',
    scriptEn: 'Order number, unloading address, who receives. Check the shipment and give the date.',
  },
] as const

export const products = [
  {
    code: 'rolled',
    nameRu: 'Листовой прокат',
    nameEn: 'Flat products',
    items: [
      ['hot-sheet', 'Лист горячекатаный', 'Hot-rolled sheet', 62],
      ['cold-sheet', 'Лист холоднокатаный', 'Cold-rolled sheet', 74],
      ['galvanised', 'Рулон оцинкованный', 'Galvanised coil', 88],
    ],
  },
  {
    code: 'long',
    nameRu: 'Сортовой прокат',
    nameEn: 'Long products',
    items: [
      ['rebar', 'Арматура', 'Rebar', 54],
      ['beam', 'Балка двутавровая', 'I-beam', 71],
      ['angle', 'Уголок', 'Angle', 58],
    ],
  },
  {
    code: 'pipes',
    nameRu: 'Трубы',
    nameEn: 'Pipes',
    items: [
      ['welded', 'Труба электросварная', 'Welded pipe', 79],
      ['seamless', 'Труба бесшовная', 'Seamless pipe', 118],
      ['profile', 'Труба профильная', 'Hollow section', 69],
    ],
  },
  {
    code: 'stainless',
    nameRu: 'Нержавеющая сталь',
    nameEn: 'Stainless',
    items: [
      ['st-sheet', 'Лист нержавеющий', 'Stainless sheet', 310],
      ['st-pipe', 'Труба нержавеющая', 'Stainless pipe', 365],
    ],
  },
] as const

export const refusals = [
  {
    code: 'price',
    nameRu: 'Цена',
    nameEn: 'Price',
    weight: 18,
    items: [
      ['too-high', 'Дорого', 'Too expensive', 12],
      ['competitor', 'Конкурент дешевле', 'Competitor cheaper', 6],
    ],
  },
  {
    code: 'value',
    nameRu: 'Выгоды не поняты',
    nameEn: 'Benefits not understood',
    weight: 40,
    items: [
      ['quality', 'Не увидели разницы в качестве', 'Saw no difference in quality', 22],
      ['service', 'Не оценили сервис и сроки', 'Did not value service and dates', 18],
    ],
  },
  {
    code: 'supply',
    nameRu: 'Поставка',
    nameEn: 'Supply',
    weight: 24,
    items: [
      ['no-stock', 'Нет на складе', 'Not in stock', 14],
      ['late', 'Срок не устроил', 'Too late', 10],
    ],
  },
  {
    code: 'client',
    nameRu: 'Причины клиента',
    nameEn: 'Client’s reasons',
    weight: 18,
    items: [
      ['postponed', 'Проект отложен', 'Project postponed', 12],
      ['other', 'Другое', 'Other', 6],
    ],
  },
] as const

export const claimCategories = [
  ['quality', 'Качество металла', 'Metal quality', 34],
  ['quantity', 'Вес и количество', 'Weight and quantity', 18],
  ['delivery', 'Сроки и доставка', 'Dates and delivery', 26],
  ['documents', 'Документы', 'Documents', 14],
  ['packing', 'Упаковка', 'Packing', 8],
] as const
