/**
 * A table of allowed moves: the only way a noun changes its state (invariant 3). A store's UPDATE names the states
 * a move may start from; zero rows changed means that someone else was first.
 */

export type Move<S extends string> = { readonly from: readonly S[]; readonly to: S }

export type StateTable<S extends string, M extends string> = {
  readonly initial: S
  readonly moves: { readonly [K in M]: Move<S> }
  /** Every state there is. */
  readonly states: readonly S[]
  allowed(state: S, move: M): boolean
  /** The state after the move, or null where the move is not allowed. */
  next(state: S, move: M): S | null
  movesFrom(state: S): M[]
  /** No move leads out of it. */
  terminal(state: S): boolean
}

export const defineStates = <
  const Moves extends Record<string, { readonly from: readonly string[]; readonly to: string }>,
  S extends string = Moves[keyof Moves]['from'][number] | Moves[keyof Moves]['to'],
>(definition: {
  initial: NoInfer<S>
  moves: Moves
}): StateTable<S, keyof Moves & string> => {
  type M = keyof Moves & string
  const moves = definition.moves as unknown as { readonly [K in M]: Move<S> }
  const names = Object.keys(moves) as M[]
  const states = [
    ...new Set<S>([definition.initial, ...names.flatMap((name) => [...moves[name].from, moves[name].to])]),
  ]
  const allowed = (state: S, move: M) => moves[move].from.includes(state)
  const movesFrom = (state: S) => names.filter((name) => allowed(state, name))
  return {
    initial: definition.initial,
    moves,
    states,
    allowed,
    next: (state, move) => (allowed(state, move) ? moves[move].to : null),
    movesFrom,
    terminal: (state) => movesFrom(state).length === 0,
  }
}
