/** The log's word for the record itself: lines have come, so screens that show it read again. It makes no line. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

/** There is one record; every event needs a subject. */
export const THE_RECORD = '00000000-0000-0000-0000-000000000000'

export const recordFed = defineEvent('record.fed', 'record', z.object({ lines: z.int().min(1) }))
