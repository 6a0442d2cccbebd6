/** One spelling of a batch: `к-104/2 ` and `К-104 / 2` are one. Of a claim it is kept beside the batch (migration 0175). Pure. */
export const batchKey = (batch: string): string => batch.replaceAll(/\s/g, '').toUpperCase()
