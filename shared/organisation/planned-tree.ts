/** The tree of departments as it will be: the present one with what is planned until then. */
import { mayStandUnder } from './department-tree.ts'

export type Planned = {
  departmentId: string
  /** Epoch ms. */
  fromAt: number
  edit: {
    nameRu?: string | undefined
    nameEn?: string | undefined
    parentId?: string | null | undefined
    closes?: true | undefined
  }
}
type Standing = {
  id: string
  nameRu: string
  nameEn: string
  parentId: string | null
  closedAt: number | null
}

/** In the order of their days; a move that would make a circle by then is left out, as it will be refused. */
export const plannedTree = <T extends Standing>(
  tree: readonly T[],
  plans: readonly Planned[],
  at: number,
): T[] =>
  plans
    .filter(({ fromAt }) => fromAt <= at)
    .sort((a, b) => a.fromAt - b.fromAt)
    .reduce<T[]>(
      (now, { departmentId, edit, fromAt }) =>
        edit.parentId !== undefined && !mayStandUnder(now, departmentId, edit.parentId)
          ? now
          : now.map((one) => (one.id === departmentId ? { ...one, ...changeOf(edit, fromAt) } : one)),
      [...tree],
    )

/** What of a department becomes another when the plan is carried out. */
export const changeOf = (
  { closes, ...edit }: Planned['edit'],
  fromAt: number,
): Partial<Omit<Standing, 'id'>> => ({
  ...Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)),
  ...(closes && { closedAt: fromAt }),
})
