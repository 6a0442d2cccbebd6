/** The trading house's own fields. */
import type { CustomThing, CustomType } from '#shared/organisation/custom-field.contract.ts'

type DemoField = {
  thing: CustomThing
  type: CustomType
  nameRu: string
  nameEn: string
  unitRu?: string
  unitEn?: string
  searchable?: true
  options?: { nameRu: string; nameEn: string }[]
  /** The code of its group. */
  group?: string
}

export const fieldGroups = [{ code: 'logistics', nameRu: 'Логистика', nameEn: 'Logistics' }]

const grade = (nameRu: string, nameEn: string) => ({ nameRu, nameEn })

export const customFields: DemoField[] = [
  {
    thing: 'client',
    type: 'number',
    nameRu: 'Годовая потребность',
    nameEn: 'Annual need',
    unitRu: 'т',
    unitEn: 't',
  },
  {
    thing: 'client',
    type: 'text',
    nameRu: 'Подъездной путь',
    nameEn: 'Rail siding',
    searchable: true,
    group: 'logistics',
  },
  { thing: 'client', type: 'money', nameRu: 'Лимит отсрочки', nameEn: 'Credit limit' },
  { thing: 'client', type: 'flag', nameRu: 'Закупает через тендер', nameEn: 'Buys by tender' },
  { thing: 'claim', type: 'text', nameRu: 'Номер вагона', nameEn: 'Wagon number', searchable: true },
  {
    thing: 'deal',
    type: 'choice',
    nameRu: 'Марка стали',
    nameEn: 'Steel grade',
    options: [grade('Ст3', 'St3'), grade('09Г2С', '09G2S'), grade('20', '20'), grade('40Х', '40Cr')],
  },
]
