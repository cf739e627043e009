import { idToken } from "../auth/session";
import { loadConfig } from "../config";

/** Something happened that the page listens to. */
export interface Told {
  topic: string;
  event: { kind: string; occurred_at: string; station_id?: string; session_id?: string };
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** A socket to the live API that comes back when it is lost; silent where there is none. */
export class LiveSocket {
  #socket: WebSocket | undefined;
  #topics: string[] = [];
  #wait = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;
  readonly #hear: (told: Told) => void;
  readonly #changed: (open: boolean) => void;

  /** `changed` is called when the socket opens and when it is lost. */
  constructor(hear: (told: Told) => void, changed: (open: boolean) => void) {
    this.#hear = hear;
    this.#changed = changed;
    void this.#connect();
  }

  listenTo(topics: string[]): void {
    this.#topics = topics;
    this.#subscribe();
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  async #connect(): Promise<void> {
    const { live_url } = await loadConfig();
    const token = await idToken();
    if (!live_url || this.#ended) return;
    if (!token) return this.#lost(); // until somebody has signed in again
    const socket = new WebSocket(`${live_url}?token=${encodeURIComponent(token)}`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#wait = FIRST_WAIT_MS;
      this.#subscribe();
      this.#changed(true);
    };
    socket.onmessage = ({ data }) => {
      const told = JSON.parse(String(data)) as Partial<Told>;
      if (told.topic && told.event) this.#hear(told as Told);
    };
    socket.onclose = () => this.#lost();
  }

  #lost(): void {
    this.#changed(false);
    if (this.#ended) return;
    this.#timer = setTimeout(() => void this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  #subscribe(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ subscribe: this.#topics }));
    }
  }
}
