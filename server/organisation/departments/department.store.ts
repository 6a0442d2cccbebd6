/** The SQL of departments' administration. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { DepartmentFull } from '#shared/organisation/department.contract.ts'

export type DepartmentEdit = {
  [F in 'nameRu' | 'nameEn' | 'parentId' | 'closedAt']?: DepartmentFull[F] | undefined
}

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

/** As they stood at a moment, epoch ms; those made later are left out. */
export const departmentsAt = async (db: Queryable, at: number): Promise<DepartmentFull[]> => {
  const { rows } = await db.raw<{ rows: DepartmentFull[] }>(
    `select d.id, d.code, d.version, null as people,
            case when s.department_id is null then d.name_ru else s.name_ru end as "nameRu",
            case when s.department_id is null then d.name_en else s.name_en end as "nameEn",
            case when s.department_id is null then d.parent_id else s.parent_id end as "parentId",
            case when s.department_id is null then d.closed_at else s.closed_at end as "closedAt"
       from departments d
       left join lateral (select * from department_states s
                           where s.department_id = d.id and s.valid_from <= :at::timestamptz
                           order by s.valid_from desc limit 1) s on true
      where s.department_id is not null
         or not exists (select from department_states s where s.department_id = d.id)
      order by d.id`,
    { at: new Date(at) },
  )
  return rows
}

/** What it is from `from` (epoch ms) on is kept; before its first change it was what it was for ever. */
export const keepState = async (trx: Trx, id: string, from: number | 'ever'): Promise<void> => {
  await trx.raw(
    `insert into department_states (department_id, valid_from, name_ru, name_en, parent_id, closed_at)
     select id, :from::timestamptz, name_ru, name_en, parent_id, closed_at from departments
      where id = :id and (:from <> '-infinity' or not exists (select from department_states where department_id = :id))
     on conflict (department_id, valid_from) do update
       set name_ru = excluded.name_ru, name_en = excluded.name_en,
           parent_id = excluded.parent_id, closed_at = excluded.closed_at`,
    { id, from: from === 'ever' ? '-infinity' : new Date(from).toISOString() },
  )
}

/** Whether any department was made or changed after a moment, epoch ms: the tree of then is history, and stays as it was. */
export const isChangedSince = async (db: Queryable, at: number): Promise<boolean> =>
  (await db('department_states').where('valid_from', '>', new Date(at)).first('department_id')) !== undefined

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
