import { defineWords } from '../../platform/i18n.ts'
import { departmentEn } from './department.en.ts'
import { departmentRu } from './department.ru.ts'

export const useDepartmentWords = defineWords('departments', departmentRu, departmentEn)
