import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { call } from "./client";

type Query = Record<string, string | number | boolean | null | undefined>;

export function withQuery(path: string, query: Query = {}): string {
  const wanted = Object.entries(query).filter(([, value]) => value != null && value !== "");
  const text = new URLSearchParams(wanted.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}

/** Reads a path of the operator API (below `/operator/v1`) whose shape is named by the caller. */
export function useRead<T>(
  path: string,
  query: Query = {},
  options: { refetchInterval?: number | false; enabled?: boolean } = {},
): UseQueryResult<T> {
  const address = withQuery(path, query);
  return useQuery({
    queryKey: ["get", path, query],
    queryFn: async () => (await (await call(address)).json()) as T,
    ...options,
  });
}

export async function send<T>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T> {
  const headers: Record<string, string> =
    body === undefined ? {} : { "content-type": "application/json" };
  if (method === "POST") headers["idempotency-key"] = crypto.randomUUID();
  const reply = await call(path, { method, headers, body: JSON.stringify(body) });
  const text = await reply.text();
  return (text ? JSON.parse(text) : null) as T;
}
