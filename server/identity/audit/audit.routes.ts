/** Reading the audit. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readAudit } from '#shared/identity/audit.contract.ts'
import { readAuditPage } from './audit-page.store.ts'

export const auditRoutes = (platform: Platform): Route[] => [
  handle(readAudit, ({ query }) => readAuditPage(platform.db, query)),
]
