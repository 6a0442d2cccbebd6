/** What a custom field must be to be used. Pure. */
import type { CustomOption, CustomType, NewCustomField } from './custom-field.contract.ts'

export const hasOptions = (type: CustomType): boolean => type === 'choice' || type === 'choices'

type Named = { nameRu: string; nameEn: string }
const bare = (name: string): string => name.trim().toLowerCase()
const NAMES = ['nameRu', 'nameEn'] as const

/** A message code by the path of each fault. @param siblings the other fields of the same thing, the archived too */
export const fieldFaults = (
  siblings: readonly Named[],
  field: Pick<NewCustomField, 'type' | 'nameRu' | 'nameEn' | 'options'>,
): Record<string, string> => ({ ...takenNames(siblings, field), ...optionFaults(field) })

/** A column of a table is known by its heading: two of one name cannot be told apart. */
const takenNames = (siblings: readonly Named[], field: Named): Record<string, string> =>
  Object.fromEntries(
    NAMES.filter((key) => siblings.some((one) => bare(one[key]) === bare(field[key]))).map((key) => [
      key,
      'taken',
    ]),
  )

const optionFaults = ({
  type,
  options,
}: Pick<NewCustomField, 'type' | 'options'>): Record<string, string> => {
  if (!hasOptions(type)) return {}
  if (!options.some(({ archived }) => !archived)) return { options: 'no_options' }
  const faults = options.flatMap((option, at) => {
    const before = options.slice(0, at)
    const doubled = before.some(
      (one) => one.id === option.id || Object.keys(takenNames([one], option)).length > 0,
    )
    return doubled ? [[`options.${at}`, 'taken']] : []
  })
  return Object.fromEntries(faults)
}

/** Ids of options that get another name. */
export const optionsRenamed = (before: readonly CustomOption[], after: readonly CustomOption[]): string[] =>
  before
    .filter((one) => after.some((now) => now.id === one.id && NAMES.some((key) => now[key] !== one[key])))
    .map(({ id }) => id)

/** The list as it was, and what was added since in the archive: a value may hold it, so it does not go. */
export const optionsBroughtBack = (
  then: readonly CustomOption[],
  now: readonly CustomOption[],
): CustomOption[] => [
  ...then,
  ...now.filter(({ id }) => !then.some((one) => one.id === id)).map((one) => ({ ...one, archived: true })),
]
