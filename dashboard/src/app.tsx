import { lazy } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { useSession } from "./auth/session";
import { SignIn } from "./auth/sign-in";
import { NotFound } from "./pages/not-found";
import { Shell } from "./shell/shell";

const Overview = lazy(() => import("./pages/overview/overview"));
const Stations = lazy(() => import("./pages/stations/list"));
const Sessions = lazy(() => import("./pages/sessions/list"));

/** Every page is a chunk of its own: the first view loads one of them. */
export function App() {
  const session = useSession();
  if (!session) return <SignIn />;
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Shell />}>
          <Route index element={<Overview />} />
          <Route path="stations" element={<Stations />} />
          <Route path="sessions" element={<Sessions />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}
