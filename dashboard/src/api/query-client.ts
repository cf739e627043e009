import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

/** How often a page asks again for what moves, in milliseconds; a hidden tab does not ask. */
export const LIVE_MS = 3_000;
export const SLOW_MS = 15_000;

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
