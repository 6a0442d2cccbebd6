/** What makes a file unreadable, as a code that has words. */
export type FileFault =
  | 'empty_file'
  | 'not_a_table'
  | 'old_excel'
  | 'broken_file'
  | 'wrong_encoding'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'unpacks_too_large'
  | 'file_missing'

export class BadFile extends Error {
  readonly fault: FileFault
  constructor(fault: FileFault, options?: ErrorOptions) {
    super(fault, options)
    this.name = 'BadFile'
    this.fault = fault
  }
}
