import { loadConfig } from "../config";

/** Tokens of one sign-in; `expiresAt` in milliseconds since 1970. */
export interface Tokens {
  idToken: string;
  refreshToken: string | null;
  expiresAt: number;
}

/** The user has to choose a password before the first sign-in is complete. */
export interface NewPasswordNeeded {
  challenge: "NEW_PASSWORD_REQUIRED";
  session: string;
}

/** Refused for a reason that the user can do something about. */
export class SignInRefused extends Error {}

interface Answer {
  AuthenticationResult?: { IdToken: string; RefreshToken?: string; ExpiresIn: number };
  ChallengeName?: string;
  Session?: string;
  __type?: string;
  message?: string;
}

const WRONG = new Set(["NotAuthorizedException", "UserNotFoundException"]);
const PATIENCE_MS = 15_000;

export async function signIn(username: string, password: string) {
  const config = await loadConfig();
  return outcome(
    await ask("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: config.user_pool_client_id,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );
}

export async function choosePassword(username: string, password: string, session: string) {
  const config = await loadConfig();
  return outcome(
    await ask("RespondToAuthChallenge", {
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ClientId: config.user_pool_client_id,
      ChallengeResponses: { USERNAME: username, NEW_PASSWORD: password },
      Session: session,
    }),
  );
}

/** A new id token; the refresh token stays the same. */
export async function refresh(refreshToken: string): Promise<Tokens> {
  const config = await loadConfig();
  const answer = await ask("InitiateAuth", {
    AuthFlow: "REFRESH_TOKEN_AUTH",
    ClientId: config.user_pool_client_id,
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
  const result = outcome(answer);
  if ("challenge" in result) throw new SignInRefused("Please sign in again.");
  return { ...result, refreshToken: result.refreshToken ?? refreshToken };
}

function outcome(answer: Answer): Tokens | NewPasswordNeeded {
  const result = answer.AuthenticationResult;
  if (result) {
    return {
      idToken: result.IdToken,
      refreshToken: result.RefreshToken ?? null,
      expiresAt: Date.now() + result.ExpiresIn * 1000,
    };
  }
  if (answer.ChallengeName === "NEW_PASSWORD_REQUIRED") {
    return { challenge: "NEW_PASSWORD_REQUIRED", session: answer.Session ?? "" };
  }
  throw new SignInRefused("This account has a further sign-in step that this page does not know.");
}

async function ask(operation: string, body: unknown): Promise<Answer> {
  const config = await loadConfig();
  const reply = await fetch(config.cognito_url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = (await reply.json()) as Answer;
  if (reply.ok) return answer;
  const kind = String(answer.__type).split("#").pop() ?? "";
  if (WRONG.has(kind)) throw new SignInRefused("E-mail or password is wrong.");
  if (kind === "InvalidPasswordException") {
    throw new SignInRefused(answer.message ?? "This password is too weak.");
  }
  throw new Error(answer.message ?? kind);
}
