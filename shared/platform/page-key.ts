/** Where the next page of a list by time begins: `<epoch ms>_<id>` of the last row of the page before. */
import { z } from 'zod'

export const pageKey = z.string().regex(/^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
