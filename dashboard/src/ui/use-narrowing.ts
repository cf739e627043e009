import { useSearchParams } from "react-router";

/** Filters of a list live in the address: they survive a reload and can be sent to somebody. */
export function useNarrowing(): [(name: string) => string, (name: string, value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const read = (name: string) => search.get(name) ?? "";
  const write = (name: string, value: string) =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return [read, write];
}
