/** A file that cannot be read, and why. */
import type { FileFault } from '#shared/imports/file-faults.ts'

export class BadFile extends Error {
  readonly fault: FileFault
  constructor(fault: FileFault, options?: ErrorOptions) {
    super(fault, options)
    this.name = 'BadFile'
    this.fault = fault
  }
}
