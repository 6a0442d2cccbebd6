/** The tree of departments as it will be: the present one with what is planned until then. */
import { mayStandUnder } from './department-tree.ts'

export type Planned = {
  departmentId: string
  /** Epoch ms. */
  fromAt: number
  edit: { nameRu?: string | undefined; nameEn?: string | undefined; parentId?: string | null | undefined }
}
type Standing = { id: string; nameRu: string; nameEn: string; parentId: string | null }

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
      (now, { departmentId, edit }) =>
        edit.parentId !== undefined && !mayStandUnder(now, departmentId, edit.parentId)
          ? now
          : now.map((one) => (one.id === departmentId ? { ...one, ...said(edit) } : one)),
      [...tree],
    )

const said = (edit: Planned['edit']): Partial<Standing> =>
  Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined))
