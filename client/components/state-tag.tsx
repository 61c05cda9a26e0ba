import type { StateView } from '../../server/domain/life.js';

/** A state in its one word and one colour. */
export function StateTag({ state }: { state: StateView }) {
  return <span className={`state state-${state.colour}`}>{state.title}</span>;
}
