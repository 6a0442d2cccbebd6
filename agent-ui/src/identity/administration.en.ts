import type { TranslationOf } from '../platform/i18n.ts'
import type { administrationRu } from './administration.ru.ts'
import { auditEn } from './audit/audit.en.ts'
import { jobsEn } from './jobs/jobs.en.ts'
import { outboxEn } from './outbox/outbox.en.ts'
import { rolesEn } from './roles/roles.en.ts'
import { usersEn } from './users/users.en.ts'

export const administrationEn: TranslationOf<typeof administrationRu> = {
  users: usersEn,
  roles: rolesEn,
  audit: auditEn,
  outbox: outboxEn,
  jobs: jobsEn,
}
