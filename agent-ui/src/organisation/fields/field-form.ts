/** A custom field as its form holds it. */
import type { CustomField, CustomOption } from '#shared/organisation/custom-field.contract.ts'
import { newId } from '../../platform/new-id.ts'

export type FieldForm = Pick<
  CustomField,
  | 'nameRu'
  | 'nameEn'
  | 'hintRu'
  | 'hintEn'
  | 'unitRu'
  | 'unitEn'
  | 'decimals'
  | 'options'
  | 'required'
  | 'searchable'
  | 'personal'
  | 'groupId'
>

export const blankOption = (): CustomOption => ({ id: newId(), nameRu: '', nameEn: '', archived: false })

export const blankField = (): FieldForm => ({
  nameRu: '',
  nameEn: '',
  hintRu: '',
  hintEn: '',
  unitRu: '',
  unitEn: '',
  decimals: 0,
  options: [],
  required: false,
  searchable: false,
  personal: false,
  groupId: null,
})

export const formOfField = (field: CustomField): FieldForm => ({
  nameRu: field.nameRu,
  nameEn: field.nameEn,
  hintRu: field.hintRu,
  hintEn: field.hintEn,
  unitRu: field.unitRu,
  unitEn: field.unitEn,
  decimals: field.decimals,
  options: field.options,
  required: field.required,
  searchable: field.searchable,
  personal: field.personal,
  groupId: field.groupId,
})
