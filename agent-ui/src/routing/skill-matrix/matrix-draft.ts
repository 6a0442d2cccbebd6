/** What was typed into the sheet and is not saved yet, and what it would mean for the queues. */
import { computed, type Ref, ref } from 'vue'
import { skillEffects } from '#shared/routing/skill-effect.ts'
import type { MatrixChange, MatrixUser, SkillMatrix } from '#shared/routing/skill-matrix.contract.ts'

type Level = number | null

export const useMatrixDraft = (matrix: Readonly<Ref<SkillMatrix | undefined>>) => {
  /** By user, by skill. Whoever is filtered out of sight keeps what was typed for them. */
  const typed = ref<Record<string, { user: MatrixUser; levels: Record<string, Level> }>>({})

  const savedLevel = (user: MatrixUser, skillId: string): Level => user.levels[skillId] ?? null
  /** The user as they are now, when they are in sight. */
  const fresh = (user: MatrixUser): MatrixUser => matrix.value?.users.find(({ id }) => id === user.id) ?? user
  const levelOf = (user: MatrixUser, skillId: string): Level => {
    const own = typed.value[user.id]?.levels[skillId]
    return own === undefined ? savedLevel(user, skillId) : own
  }
  const isChanged = (user: MatrixUser, skillId: string): boolean =>
    levelOf(user, skillId) !== savedLevel(user, skillId)
  const setLevel = (user: MatrixUser, skillId: string, level: Level): void => {
    const levels = { ...typed.value[user.id]?.levels, [skillId]: level }
    typed.value = { ...typed.value, [user.id]: { user, levels } }
  }

  const changes = computed<MatrixChange[]>(() =>
    Object.values(typed.value).flatMap(({ user, levels }) => {
      const now = fresh(user)
      const changed = Object.entries(levels).filter(([id, level]) => level !== savedLevel(now, id))
      return changed.length > 0
        ? [{ userId: user.id, version: now.version, levels: Object.fromEntries(changed) }]
        : []
    }),
  )
  const count = computed(() => changes.value.reduce((sum, { levels }) => sum + Object.keys(levels).length, 0))

  /** Levels by the skill's code, as queues ask for them. */
  const byCode = (levels: Record<string, Level>): Record<string, number> =>
    Object.fromEntries(
      (matrix.value?.skills ?? []).flatMap(({ id, code }) => {
        const level = levels[id]
        return level ? [[code, level]] : []
      }),
    )
  const effects = computed(() => {
    const agents = changes.value.map(({ userId, levels }) => {
      const user = fresh(typed.value[userId]!.user)
      const after = byCode({ ...user.levels, ...levels })
      return { ...user, before: byCode(user.levels), after }
    })
    return skillEffects(agents, matrix.value?.queues ?? []).map((effect) => ({
      ...effect,
      user: agents.find(({ id }) => id === effect.userId)!,
      queue: matrix.value!.queues.find(({ id }) => id === effect.queueId)!,
    }))
  })
  const reset = (): void => {
    typed.value = {}
  }

  return { levelOf, isChanged, setLevel, savedLevel, changes, count, effects, reset }
}
