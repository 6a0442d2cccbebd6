import { defineWords } from '../../platform/i18n.ts'
import { matrixEn } from './matrix.en.ts'
import { matrixRu } from './matrix.ru.ts'

export const useMatrixWords = defineWords('skill-matrix', matrixRu, matrixEn)
