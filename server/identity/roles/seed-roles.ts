/** Puts the roles a hub begins with; those that exist are left as the administrator has made them. */
import type { Trx } from '#server/platform/database.ts'
import { seededRoles } from '#shared/identity/seeded-roles.ts'

export const seedRoles = async (trx: Trx): Promise<void> => {
  for (const role of seededRoles) {
    const [row] = await trx('roles')
      .insert({ code: role.code, name_ru: role.nameRu, name_en: role.nameEn })
      .onConflict('code')
      .ignore()
      .returning<{ id: string }[]>('id')
    if (!row) continue
    const grants = Object.entries(role.grants)
    await trx('role_grants').insert(
      grants.map(([permission, scope]) => ({ role_id: row.id, permission, scope })),
    )
  }
}
