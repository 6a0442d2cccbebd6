/** The SQL of departments' administration. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { DepartmentFull } from '#shared/organisation/department.contract.ts'

export type DepartmentEdit = Partial<Pick<DepartmentFull, 'nameRu' | 'nameEn' | 'parentId' | 'closedAt'>>

export const listAllDepartments = (db: Queryable): Promise<DepartmentFull[]> =>
  db('departments')
    .orderBy('id')
    .select({
      id: 'id',
      code: 'code',
      nameRu: 'name_ru',
      nameEn: 'name_en',
      parentId: 'parent_id',
      closedAt: 'closed_at',
      version: 'version',
      people: db.raw(
        '(select count(*)::int from users u where u.department_id = departments.id and u.active)',
      ),
    })

/** The whole tree is held: two moves at once could close a circle that neither sees. Users come and go by a share of it. */
export const lockTree = async (trx: Trx): Promise<DepartmentFull[]> => {
  await trx('departments').orderBy('id').forNoKeyUpdate().select('id')
  return listAllDepartments(trx)
}

export const updateDepartment = async (trx: Trx, id: string, edit: DepartmentEdit): Promise<void> => {
  await trx('departments')
    .where({ id })
    .update({
      name_ru: edit.nameRu,
      name_en: edit.nameEn,
      parent_id: edit.parentId,
      ...(edit.closedAt !== undefined && {
        closed_at: edit.closedAt === null ? null : new Date(edit.closedAt),
      }),
      version: trx.raw('version + 1'),
    })
}

/** Whether nobody may be put into it any more; it stays so, or open, until the transaction ends. */
export const isClosedDepartment = async (trx: Trx, id: string): Promise<boolean> => {
  const row = await trx('departments').where({ id }).forShare().first('closed_at')
  return row !== undefined && row.closed_at !== null
}
