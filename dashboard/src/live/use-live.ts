import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { setTold } from "../api/query-client";
import { LiveSocket } from "./socket";
import { concerns, topicsOf } from "./topics";

/** However much happens, a page is not read more often than this, in milliseconds. */
const GATHER_MS = 700;

/** Reads again what an event has changed, at once instead of when polling comes to it. */
export function useLive(): void {
  const queries = useQueryClient();
  const { pathname } = useLocation();
  const socket = useRef<LiveSocket>(null);
  useEffect(() => {
    const heard = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      timer = undefined;
      const topics = [...heard];
      heard.clear();
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => topics.some((one) => concerns(one, String(queryKey[1]))),
      });
    };
    const made = new LiveSocket((told) => {
      heard.add(told.topic);
      timer ??= setTimeout(readAgain, GATHER_MS);
    }, setTold);
    socket.current = made;
    return () => {
      clearTimeout(timer);
      made.end();
    };
  }, [queries]);
  useEffect(() => {
    socket.current?.listenTo(topicsOf(pathname));
  }, [pathname]);
}
