import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";
import { useLive } from "../live/use-live";
import { Skeleton } from "../ui/states";
import { Boundary } from "./boundary";
import { Palette } from "./palette";
import { Sidebar, TabBar } from "./sidebar";
import { Topbar } from "./topbar";

export function Shell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useLive();
  const [jumping, setJumping] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setJumping(true);
      }
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top
  useEffect(() => {
    window.scrollTo(0, 0); // in newer browsers a promise, which is no clean-up
  }, [pathname]);
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t("Skip to the content")}
      </a>
      <Sidebar />
      <div>
        <Topbar onJump={() => setJumping(true)} />
        <main id="content" className="content" tabIndex={-1}>
          <Boundary key={pathname}>
            <Suspense fallback={<Skeleton lines={8} />}>
              <Outlet />
            </Suspense>
          </Boundary>
        </main>
      </div>
      <TabBar />
      <Palette open={jumping} onClose={() => setJumping(false)} />
    </div>
  );
}
