import type { Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/attachments/attachment-limits.contract.ts'
import { settingRoutes } from '../settings/setting.routes.ts'
import { limitsSetting } from './attachment-limits.ts'

export const limitsRoutes = (platform: Platform): Route[] =>
  settingRoutes(platform, limitsSetting, {
    read: wire.readAttachmentLimits,
    edit: wire.editAttachmentLimits,
    versions: wire.attachmentLimitsVersions,
  })
