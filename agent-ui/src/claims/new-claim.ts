/** Of a claim that is being written down: was anything typed that leaving would lose? Pure. */
import { isBlankLine, type LineForm, NONE } from './details/detail-form.ts'

type Written = { description: string; remedySought: string; products: LineForm[] }

/** @param custom what was typed into the fields that an administrator added */
export const isBegun = (form: Written, custom: Record<string, unknown>): boolean =>
  form.description.trim() !== '' ||
  form.remedySought !== NONE ||
  form.products.some((line) => !isBlankLine(line)) ||
  Object.values(custom).some((text) => text !== '')
