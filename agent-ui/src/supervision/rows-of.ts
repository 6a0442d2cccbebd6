/** The numbers of a queue that open into rows. `serving` counts agents; the rest count interactions. */
export type CallRowsOf = 'offered' | 'answered' | 'answeredInTime' | 'abandoned' | 'waiting' | 'talking'
export type RowsOf = CallRowsOf | 'serving'
