/** What the page is told by the server that serves it: addresses, and how to sign in. */
export interface Config {
  cognito_url: string;
  user_pool_client_id: string;
  /** Ends in `/operator/v1`. */
  operator_api_url: string;
  region: string;
  /** WebSocket of live events; absent where there is none, then the page polls alone. */
  live_url?: string;
  /** Address of map tiles with {z}, {x}, {y}; absent: land, borders and a grid, drawn here. */
  map_tile_url?: string;
  map_attribution?: string;
}

let loading: Promise<Config> | undefined;

/** Read once; a failed read is tried again by the next caller. */
export function loadConfig(): Promise<Config> {
  loading ??= read().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function read(): Promise<Config> {
  const reply = await fetch("/config.json", { cache: "no-store" });
  if (!reply.ok) throw new Error("The system is not ready yet. Try again in some seconds.");
  return (await reply.json()) as Config;
}
