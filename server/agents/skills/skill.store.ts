/** The only SQL of skills and of users' levels. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { SkillView, UserSkills } from '#shared/agents/skill.contract.ts'

const base = (db: Queryable): Knex.QueryBuilder =>
  db('skills').select({
    id: 'id',
    code: 'code',
    nameRu: 'name_ru',
    nameEn: 'name_en',
    active: 'active',
    version: 'version',
    holders: db.raw('(select count(*) from user_skills us where us.skill_id = skills.id)'),
  })

export const listAllSkills = (db: Queryable): Promise<SkillView[]> =>
  base(db).orderBy('code') as Promise<SkillView[]>

export const readSkill = async (db: Queryable, id: string): Promise<SkillView | undefined> =>
  (await base(db).where({ id }))[0]

export const insertSkill = async (
  trx: Trx,
  skill: { code: string; nameRu: string; nameEn: string },
): Promise<string> => {
  const [row] = await trx('skills')
    .insert({ code: skill.code, name_ru: skill.nameRu, name_en: skill.nameEn })
    .returning<{ id: string }[]>('id')
  return row!.id
}

/** Writes if the version is still the one that was read. */
export const updateSkill = async (
  trx: Trx,
  id: string,
  version: number,
  skill: { nameRu?: string; nameEn?: string; active?: boolean },
): Promise<boolean> => {
  const changed = await trx('skills')
    .where({ id, version })
    .update({
      name_ru: skill.nameRu,
      name_en: skill.nameEn,
      active: skill.active,
      version: trx.raw('version + 1'),
    })
  return changed === 1
}

export const readLevels = (db: Queryable, userId: string): Promise<UserSkills['skills']> =>
  db('user_skills')
    .where('user_id', userId)
    .orderBy('skill_id')
    .select({ skillId: 'skill_id', level: 'level' })

export const replaceLevels = async (
  trx: Trx,
  userId: string,
  skills: UserSkills['skills'],
): Promise<void> => {
  await trx('user_skills').where('user_id', userId).delete()
  if (skills.length === 0) return
  await trx('user_skills').insert(
    skills.map(({ skillId, level }) => ({ user_id: userId, skill_id: skillId, level })),
  )
}

/** Which of these codes name no skill, or one no longer in use. */
export const unknownSkills = async (db: Queryable, codes: string[]): Promise<string[]> => {
  const known: string[] = await db('skills').where('active', true).whereIn('code', codes).pluck('code')
  return codes.filter((code) => !known.includes(code))
}
