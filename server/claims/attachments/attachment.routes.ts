import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/attachments/attachment.contract.ts'
import { attachFile } from './attach-file.ts'
import { fileIn } from './file-in-request.ts'
import { limitsRoutes } from './limits.routes.ts'
import { readAttachments, sendAttachment } from './read-attachments.ts'
import { removeAttachment } from './remove-attachment.ts'

export const attachmentRoutes = (platform: Platform): Route[] => [
  handle(wire.listAttachments, ({ params, actor }) => readAttachments(platform, actor, params.id)),
  handle(wire.addAttachment, ({ params, query, actor, request }) =>
    attachFile(platform, actor, { claimId: params.id, name: query.name, ...fileIn(request) }),
  ),
  handle(wire.readAttachment, ({ params, query, actor, response }) =>
    sendAttachment(platform, actor, { ...params, save: query.save !== undefined }, response),
  ),
  handle(wire.removeAttachment, ({ params, body, actor }) =>
    removeAttachment(platform, actor, { ...params, ...body }),
  ),
  ...limitsRoutes(platform),
]
