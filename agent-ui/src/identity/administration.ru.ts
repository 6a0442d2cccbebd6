import { auditRu } from './audit/audit.ru.ts'
import { jobsRu } from './jobs/jobs.ru.ts'
import { outboxRu } from './outbox/outbox.ru.ts'
import { rolesRu } from './roles/roles.ru.ts'
import { usersRu } from './users/users.ru.ts'

export const administrationRu = {
  users: usersRu,
  roles: rolesRu,
  audit: auditRu,
  outbox: outboxRu,
  jobs: jobsRu,
} as const
