/** The file that a request brings as its body, unread. */
import type { Request } from 'express'
import { invalid } from '#server/platform/errors.ts'
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import type { ComingFile } from './attach-file.ts'

/** @throws 422 at `file` when the body is something else */
export const fileIn = (request: Request): Pick<ComingFile, 'source' | 'announced'> => {
  if (!request.is(FILE_KIND)) throw invalid({ file: 'required' })
  const length = request.headers['content-length']
  return { source: request, announced: length === undefined ? null : Number(length) }
}
