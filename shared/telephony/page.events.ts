/** The log's words for pages of `/call` that stay open after their call. The subject is that call. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

export const pageOpened = defineEvent('page.opened', 'page', z.object({}))
export const pageClosed = defineEvent('page.closed', 'page', z.object({}))
