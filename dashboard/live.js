/* The live view: signs in with Cognito, then shows what the operator API says, every two seconds. */

const REFRESH_MS = 2000;
const PATIENCE_MS = 10_000;
const SHOWN = 20; // sessions in the table
const MANY = 200; // the largest page of the API
const KEPT = "stationmaster.session"; // sessionStorage: gone with the tab

// ISO 4217, as layers/csms/python/csms/money.py has it. The browser's own digits follow other customs.
const WITHOUT_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" ");
const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND".split(" ");

// What stations (1.6, 2.0.1) and sessions say of themselves, by colour; the rest is grey.
const COLOURS = {
  green: ["Available", "settled", "Online"],
  blue: ["Charging", "charging"],
  amber: ["Preparing", "Occupied", "SuspendedEV", "SuspendedEVSE", "Finishing", "Reserved",
          "preparing", "suspended_ev", "suspended_evse"],
  red: ["Faulted", "refused", "review"],
};

const $ = (id) => document.getElementById(id);
let signedIn = null; // {token, email}
let config = null;
let timer = 0;
let refreshing = false;
let refreshedAt = null;
let today = { since: 0, ids: new Set(), more: false }; // the sessions counted so far
let gap = true; // some may have been missed: count anew

/* ---- small parts ---- */

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children); // strings become text nodes: nothing from the API is read as HTML
  return made;
}

function pill(word, text = word, ...before) {
  const colour = Object.keys(COLOURS).find((one) => COLOURS[one].includes(word)) ?? "";
  return element("span", { class: `pill ${colour}` }, ...before, text);
}

function row(labels, cells) {
  return element("tr", { role: "row" }, ...cells.map((content, place) => element(
    "td",
    {
      role: place ? "cell" : "rowheader", "data-label": labels[place].textContent,
      class: labels[place].className,
    },
    ...[content].flat(),
  )));
}

function fill(id, items, cellsOf, emptyText) {
  const body = $(id);
  const labels = [...body.closest("table").querySelectorAll("th")];
  const rows = items.map((one) => row(labels, cellsOf(one)));
  const nothing = element("td", { role: "cell", class: "empty", colspan: labels.length }, emptyText);
  body.replaceChildren(...(rows.length ? rows : [element("tr", { role: "row" }, nothing)]));
}

function number(value, digits) {
  return value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function power(watts) {
  return `${number(watts / 1000, 1)} kW`;
}

/** Minor units as text: the decimal point is set among the digits, nothing is calculated. */
function money({ minor, currency }) {
  const decimals = WITHOUT_DECIMALS.includes(currency) ? 0 : THREE_DECIMALS.includes(currency) ? 3 : 2;
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  const exact = `${minor < 0 ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}0`;
  return new Intl.NumberFormat(undefined, {
    style: "currency", currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals,
  }).format(exact);
}

function moment(text) {
  const at = new Date(text);
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "short" };
  const shown = at.toLocaleString(undefined, { ...day, hour: "numeric", minute: "2-digit" });
  return element("time", { datetime: text, title: at.toLocaleString() }, shown);
}

function spaced(state) {
  return state.replace("_evse", " by station").replace("_ev", " by vehicle");
}

/* ---- signing in ---- */

class SignInNeeded extends Error {}

async function readConfig() {
  const reply = await fetch("config.json", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!reply.ok) throw new Error("The stack is not ready. Try again in some seconds.");
  return reply.json();
}

async function signIn(email, password) {
  config = await readConfig();
  const reply = await fetch(config.cognito_url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
    },
    body: JSON.stringify({
      AuthFlow: "USER_PASSWORD_AUTH", ClientId: config.user_pool_client_id,
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = await reply.json();
  if (reply.ok && answer.AuthenticationResult) return answer.AuthenticationResult.IdToken;
  if (reply.ok) throw new Error(`This account has a further step (${answer.ChallengeName}) that this page does not know.`);
  const kind = String(answer.__type).split("#").pop();
  if (["NotAuthorizedException", "UserNotFoundException"].includes(kind)) {
    throw new SignInNeeded("E-mail or password is wrong.");
  }
  throw new Error(answer.message ?? kind);
}

async function submit(event) {
  event.preventDefault();
  const [email, password, button] = [$("email"), $("password"), event.submitter ?? $("sign-in").querySelector("button")];
  button.disabled = true;
  say("");
  password.removeAttribute("aria-invalid");
  try {
    keep({ token: await signIn(email.value.trim(), password.value), email: email.value.trim() });
    password.value = "";
    show();
  } catch (error) {
    const wrong = error instanceof SignInNeeded;
    say(wrong ? error.message : `Sign-in does not work: ${reason(error)}`);
    if (wrong) password.setAttribute("aria-invalid", "true");
    password.select();
  } finally {
    button.disabled = false;
  }
}

function keep(session) {
  signedIn = session;
  if (session) sessionStorage.setItem(KEPT, JSON.stringify(session));
  else sessionStorage.removeItem(KEPT);
}

function signOut(why = "") {
  clearTimeout(timer);
  keep(null);
  refreshedAt = null;
  gap = true;
  for (const id of ["stations", "sessions"]) $(id).replaceChildren();
  for (const id of ["count-online", "count-charging", "count-today"]) $(id).textContent = "–";
  $("refreshed").textContent = "Loading …";
  show();
  say(why);
}

/* ---- the operator API ---- */

async function get(path) {
  const reply = await fetch(config.operator_api_url + path, {
    headers: { authorization: `Bearer ${signedIn?.token}` },
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (reply.status === 401) throw new SignInNeeded("Your sign-in has expired. Please sign in again.");
  if (reply.status === 403) throw new SignInNeeded("This account is not an operator's. Please use another one.");
  if (!reply.ok) throw new Error(`it answers ${reply.status}`);
  return reply.json();
}

const midnight = () => new Date().setHours(0, 0, 0, 0);

/** Adds the newest sessions to those counted, or counts anew with the first 200. */
function countToday({ items }, anew) {
  const ids = items.filter((one) => Date.parse(one.started_at) >= midnight()).map((one) => one.session_id);
  if (anew) today = { since: midnight(), ids: new Set(), more: ids.length === MANY };
  ids.forEach((id) => today.ids.add(id));
}

async function refresh() {
  clearTimeout(timer);
  if (refreshing || !signedIn || document.hidden) return;
  refreshing = true;
  const whose = signedIn;
  try {
    config ??= await readConfig();
    const anew = gap || today.since !== midnight();
    gap = false;
    const [stations, newest, active] = await Promise.all([
      get(`/stations?limit=${MANY}`), get(`/sessions?limit=${anew ? MANY : SHOWN}`),
      get(`/sessions?active=true&limit=${MANY}`),
    ]);
    if (whose === signedIn) {
      countToday(newest, anew);
      paint(stations, newest, active);
      refreshedAt = new Date();
      say("");
    }
  } catch (error) {
    gap = true;
    if (whose === signedIn && error instanceof SignInNeeded) signOut(error.message);
    else if (whose === signedIn) say(`The API cannot be reached: ${reason(error)}. Trying again every 2 seconds.`, true);
  } finally {
    refreshing = false;
    if (signedIn) {
      if (refreshedAt) $("refreshed").textContent = `Last refresh ${refreshedAt.toLocaleTimeString()}`;
      timer = setTimeout(refresh, REFRESH_MS);
    }
  }
}

function reason(error) {
  if (error.name === "TimeoutError") return "no answer in time";
  return error instanceof TypeError ? "no connection" : error.message.replace(/\.$/, "");
}

/* ---- showing ---- */

function paint(stations, newest, active) {
  const charging = active.items.filter((one) => one.state === "charging");
  const online = stations.items.filter((one) => one.online).length;
  const total = `of ${stations.items.length}${stations.next ? "+" : ""}`;
  $("count-online").replaceChildren(`${online} `, element("small", {}, total));
  $("count-charging").textContent = `${charging.length}${active.next ? "+" : ""}`;
  $("count-today").textContent = `${today.ids.size}${today.more ? "+" : ""}`;
  const byName = stations.items.toSorted((a, b) => a.station_id.localeCompare(b.station_id, undefined, { numeric: true }));
  fill("stations", byName, (one) => stationCells(one, active.items), "No station is registered yet.");
  fill("sessions", newest.items.slice(0, SHOWN), sessionCells, "No sessions yet.");
}

function stationCells(station, active) {
  const { boot, connection } = station;
  const seen = connection.disconnected_at ? ["since ", moment(connection.disconnected_at)] : ["never connected"];
  const product = boot ? [element("small", {}, `${boot.vendor} ${boot.model}`)] : [];
  const detail = station.online ? [connection.protocol?.replace("ocpp", "OCPP ") ?? ""] : seen;
  return [
    [element("span", {}, station.station_id, ...product)],
    [element("span", {}, pill(station.online ? "Online" : "Offline"), element("small", {}, ...detail))],
    [element("ul", { "aria-label": `Connectors of ${station.station_id}` },
             ...connectors(station).map((one) => element("li", {}, connectorPill(one, station, active))))],
  ];
}

/** The registered ones, then what is reported beyond them; EVSE 0 is the station as a whole. */
function connectors(station) {
  const registered = station.evses.flatMap((one) => one.connectors);
  const place = (one) => `${one.evse_id}.${one.connector_id}`;
  const places = new Set(registered.map(place));
  const beyond = station.connectors.filter((one) => !places.has(place(one)));
  return [...registered, ...beyond.filter((one) => one.evse_id || one.status !== "Available")];
}

function connectorPill(connector, station, active) {
  const { evse_id: evse, connector_id: plug, status } = connector;
  const several = connectors(station).filter((one) => one.evse_id === evse).length > 1;
  const name = element("b", {}, evse === 0 ? "Station" : several ? `${evse}.${plug}` : `${evse}`);
  name.setAttribute("title", evse === 0 ? "The station as a whole" : `EVSE ${evse}, connector ${plug}`);
  if (!status) return pill("", "No report yet", name);
  if (!station.online) return pill("", `Unknown, was ${status}`, name);
  const fault = status === "Faulted" && connector.error_code && connector.error_code !== "NoError" ? `: ${connector.error_code}` : "";
  const session = active.find((one) => one.station_id === station.station_id && one.evse_id === evse
    && (one.connector_id ?? plug) === plug && one.state === "charging");
  const flowing = session?.power_w ? ` · ${power(session.power_w)}` : "";
  const word = session && status === "Occupied" ? "Charging" : status; // 2.0.1 says no more than Occupied
  return pill(word, word + fault + flowing, name);
}

function sessionCells(session) {
  const evse = session.evse_id === null ? [] : [element("small", {}, `EVSE ${session.evse_id}`)];
  return [
    [element("span", {}, session.station_id, ...evse)],
    session.token_id ?? "–",
    [pill(session.state, spaced(session.state))],
    `${number(session.energy_wh / 1000, 2)} kWh`,
    session.active && session.power_w !== null ? power(session.power_w) : "–",
    session.cost ? money(session.cost.gross) : "–",
    [moment(session.started_at)],
  ];
}

function say(text, stale = false) {
  if ($("message").textContent !== text) $("message").textContent = text;
  document.body.classList.toggle("stale", stale);
}

function show() {
  $("sign-in").hidden = signedIn !== null;
  $("live").hidden = $("account").hidden = signedIn === null;
  $("who").textContent = signedIn?.email ?? "";
  if (signedIn) refresh();
  else $("email").focus();
}

$("sign-in").addEventListener("submit", submit);
$("sign-out").addEventListener("click", () => signOut());
document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  gap = true;
  refresh(); // does nothing while the tab is hidden
});
signedIn = JSON.parse(sessionStorage.getItem(KEPT));
show();
