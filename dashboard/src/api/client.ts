import createClient, { type Middleware } from "openapi-fetch";
import createQueries from "openapi-react-query";
import { expire, idToken } from "../auth/session";
import { loadConfig } from "../config";
import { ApiProblem, problemOf } from "./problem";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

const PREFIX = "/operator/v1";

/** Nobody is asked anything without it: the answer is known. */
async function requireToken(): Promise<string> {
  const token = await idToken();
  if (!token) throw signedOut();
  return token;
}

function signedOut(): ApiProblem {
  expire();
  return new ApiProblem(401, "You are not signed in any more: nothing was done.");
}

/** Every call carries the user's token; what is no success becomes an ApiProblem. */
const signed: Middleware = {
  async onRequest({ request }) {
    const config = await loadConfig();
    const token = await requireToken();
    const { pathname, search } = new URL(request.url);
    const address = config.operator_api_url.replace(/\/operator\/v1\/?$/, "");
    const call = new Request(address + pathname + search, {
      method: request.method,
      headers: request.headers,
      body: request.body && (await request.text()), // as a stream it would need HTTP/2
      signal: request.signal,
    });
    call.headers.set("authorization", `Bearer ${token}`);
    return call;
  },
  async onResponse({ response }) {
    if (response.status === 401) throw signedOut();
    if (!response.ok) throw await problemOf(response);
    return undefined;
  },
};

export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use(signed);

/** The API as queries and mutations, typed by its OpenAPI document. */
export const $api = createQueries(api);

/** One call outside of the document's paths: files to download, and answers that are no JSON. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const config = await loadConfig();
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${await requireToken()}`);
  const address = config.operator_api_url.replace(/\/$/, "") + path.replace(PREFIX, "");
  const reply = await fetch(address, { ...init, headers });
  if (reply.status === 401) throw signedOut();
  if (!reply.ok) throw await problemOf(reply);
  return reply;
}

/** Shows a file that needs the token to be read, which an ordinary link does not carry. */
export async function openFile(path: string): Promise<void> {
  const file = await (await call(path)).blob();
  const address = URL.createObjectURL(file);
  window.open(address, "_blank", "noopener");
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
