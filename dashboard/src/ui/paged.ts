/** What `useInfiniteQuery` gives, as the properties of a table. */
interface Pages<Row> {
  data: { pages: { items: Row[] }[] } | undefined;
  error: unknown;
  refetch: () => void;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => void;
}

export function paged<Row>(pages: Pages<Row>) {
  return {
    rows: pages.data?.pages.flatMap((page) => page.items),
    error: pages.error,
    retry: pages.refetch,
    more: pages.hasNextPage
      ? { fetch: pages.fetchNextPage, busy: pages.isFetchingNextPage }
      : undefined,
  };
}

/** How the API's lists go on: `next` is the cursor of the page after. */
export const BY_CURSOR = {
  pageParamName: "cursor",
  initialPageParam: null,
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
};
