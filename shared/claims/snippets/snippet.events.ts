/** The log's word for snippets. What they say stands in the table and in its versions. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'

export const snippetSet = defineEvent('snippet.set', 'snippet', z.object({ shared: z.boolean() }))
