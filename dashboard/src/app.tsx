import { type ComponentType, lazy } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { useInterrupted, useSession } from "./auth/session";
import { SignIn } from "./auth/sign-in";
import { SignInAgain } from "./auth/sign-in-again";
import { NotFound } from "./pages/not-found";
import { Shell } from "./shell/shell";

type Load = () => Promise<{ default: ComponentType }>;

/** Every page is a chunk of its own: the first view loads one of them. */
const PAGES: [path: string, load: Load][] = [
  ["/", () => import("./pages/overview/overview")],
  ["/stations", () => import("./pages/stations/list")],
  ["/stations/:id", () => import("./pages/stations/detail/page")],
  ["/sessions", () => import("./pages/sessions/list")],
  ["/sessions/:id", () => import("./pages/sessions/detail")],
  ["/reservations", () => import("./pages/reservations/reservations")],
  ["/incidents", () => import("./pages/incidents/list")],
  ["/incidents/:id", () => import("./pages/incidents/detail")],
  ["/alerts", () => import("./pages/alerts/alerts")],
  ["/tariffs", () => import("./pages/tariffs/list")],
  ["/tariffs/:id", () => import("./pages/tariffs/detail")],
  ["/drivers", () => import("./pages/drivers/drivers")],
  ["/drivers/:id", () => import("./pages/drivers/driver")],
  ["/money", () => import("./pages/money/money")],
  ["/terminals", () => import("./pages/terminals/terminals")],
  ["/terminals/visits/:id", () => import("./pages/terminals/visit")],
  ["/reports", () => import("./pages/reports/reports")],
  ["/sites", () => import("./pages/sites/sites")],
  ["/users", () => import("./pages/users/users")],
  ["/audit", () => import("./pages/audit/audit")],
];
const ROUTES = PAGES.map(([path, load]) => ({ path, Page: lazy(load) }));

export function App() {
  const session = useSession();
  const interrupted = useInterrupted();
  if (!session && !interrupted) return <SignIn />;
  return (
    <BrowserRouter>
      {interrupted && <SignInAgain email={interrupted} />}
      <Routes>
        <Route element={<Shell />}>
          {ROUTES.map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}
