/**
 * The one store of the playground, and its address.
 *
 * While a control is dragged, the address follows without a new entry in the history; a release makes one entry, from which
 * Back leads to the state before the drag.
 */
import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from "vue";
import { DEFAULT_STATE, fromQuery, type PlaygroundState, toQuery } from "../src/state.ts";

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const ADDRESS_MILLISECONDS = 400;

export interface Playground {
  readonly state: Readonly<ShallowRef<PlaygroundState>>;
  /** What of the address could not be read. */
  readonly problems: Readonly<ShallowRef<readonly string[]>>;
  /** Changes the state at once, and the address soon. */
  readonly change: (changes: Partial<PlaygroundState>) => void;
  /** Makes an entry in the history: the control was released. */
  readonly settle: () => void;
}

export function usePlayground(): Playground {
  const state = shallowRef(DEFAULT_STATE);
  const problems = shallowRef<readonly string[]>([]);
  let settled = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const address = (query: string): string => location.pathname + query + location.hash;
  const read = (): void => {
    const found = fromQuery(location.search);
    state.value = found.state;
    problems.value = found.problems;
    settled = toQuery(found.state);
  };
  const write = (): void => {
    timer = undefined;
    history.replaceState(history.state, "", address(toQuery(state.value)));
  };

  onMounted(() => {
    read();
    addEventListener("popstate", read);
  });
  onBeforeUnmount(() => {
    removeEventListener("popstate", read);
    clearTimeout(timer);
  });

  return {
    state,
    problems,
    change(changes) {
      state.value = { ...state.value, ...changes };
      timer ??= setTimeout(write, ADDRESS_MILLISECONDS);
    },
    settle() {
      const query = toQuery(state.value);
      if (query === settled) return;
      clearTimeout(timer);
      timer = undefined;
      history.replaceState(history.state, "", address(settled));
      // The site's router ignores entries without a state.
      history.pushState({ scrollPosition: scrollY }, "", address(query));
      settled = query;
    },
  };
}
