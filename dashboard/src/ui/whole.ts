import { useEffect, useMemo } from "react";

/** What `useInfiniteQuery` gives, as far as following its pages needs it. */
interface Followed<Row> {
  data: { pages: { items: Row[] }[] } | undefined;
  error: unknown;
  refetch: () => void;
  hasNextPage: boolean;
  isFetching: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: (options: { cancelRefetch: boolean }) => unknown;
}

/** A list with all of its pages, `most` of them at most; `isCut`: there are more. */
export function useWhole<Row>(pages: Followed<Row>, most: number) {
  const { data, error, refetch, hasNextPage, isFetching, isFetchNextPageError } = pages;
  const wants = hasNextPage && (data?.pages.length ?? 0) < most;
  useEffect(() => {
    if (wants && !isFetching && !isFetchNextPageError) {
      void pages.fetchNextPage({ cancelRefetch: false });
    }
  });
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return { data: items && { items }, error, refetch, isCut: hasNextPage && !wants };
}
