/** An answer of the API that is not a success: RFC 9457 problem details. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly errors: { pointer: string; detail: string }[];

  constructor(status: number, detail: string, errors: { pointer: string; detail: string }[] = []) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

export async function problemOf(reply: Response): Promise<ApiProblem> {
  try {
    const body = await reply.json();
    const detail = body.detail ?? body.title ?? body.message ?? `It answers ${reply.status}.`;
    return new ApiProblem(reply.status, String(detail), body.errors ?? []);
  } catch {
    return new ApiProblem(reply.status, `It answers ${reply.status}.`);
  }
}

/** Whether this part of the API does not exist here (404), or not for this user (403). */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 404 || error.status === 403);
}

/** In words, for a message. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiProblem) {
    const faults = error.errors.map((one) => `${one.pointer}: ${one.detail}`);
    return [error.message, faults.join("; ")].filter(Boolean).join(" ");
  }
  if (error instanceof TypeError) return "The connection failed.";
  if (error instanceof DOMException && error.name === "TimeoutError") return "No answer in time.";
  return error instanceof Error ? error.message : String(error);
}
