/** What makes a file unreadable, as codes that have words. */
export const fileFaults = [
  'empty_file',
  'not_a_table',
  'old_excel',
  'broken_file',
  'wrong_encoding',
  'too_many_rows',
  'too_many_columns',
  'unpacks_too_large',
  'file_missing',
] as const
export type FileFault = (typeof fileFaults)[number]
