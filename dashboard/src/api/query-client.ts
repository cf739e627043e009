import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

/** How often a page asks again for what moves, in milliseconds; a hidden tab does not ask. */
export const LIVE_MS = 3_000;
export const SLOW_MS = 15_000;

const WHEN_TOLD_MS = 10_000;
let isTold = false;

/** Whether a live socket tells of changes. */
export function setTold(told: boolean): void {
  isTold = told;
}

/** For what events tell of: asked for often only where nobody tells. */
export const whenChanged = () => (isTold ? WHEN_TOLD_MS : LIVE_MS);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (failures, error) =>
        !(error instanceof ApiProblem && error.status < 500) && failures < 2,
      refetchOnWindowFocus: true,
    },
  },
});
