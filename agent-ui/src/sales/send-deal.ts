/** A deal's whole form in the contract's values: its own fields, and those that an administrator added. */

import type { CustomField } from '#shared/organisation/custom-field.contract.ts'
import type { CustomValues } from '#shared/organisation/custom-value.ts'
import type { EditDealInput } from '#shared/sales/deal.contract.ts'
import { readCustomForm } from '../organisation/fields/custom-form.ts'
import { ApiFailure } from '../platform/failure.ts'
import { type DealForm, readDealForm } from './deal-form.ts'

/** @param held what stands in the added fields; they may be left empty until the deal is won */
export const readWholeDeal = (
  form: DealForm,
  fields: readonly CustomField[],
  held?: CustomValues,
): { filling: Omit<EditDealInput, 'version'> } | { failure: ApiFailure } => {
  const own = readDealForm(form)
  const added = readCustomForm(fields, form, { held, asked: false })
  const faults = { ...('faults' in own && own.faults), ...added.faults }
  if ('faults' in own || Object.keys(faults).length > 0)
    return { failure: new ApiFailure({ code: 'invalid', status: 422, fields: faults }) }
  return { filling: { ...own.filling, custom: added.given } }
}
