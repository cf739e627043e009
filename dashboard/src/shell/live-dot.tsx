import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** Whether what the page shows is fresh: the last readings of the API came through. */
export function LiveDot() {
  const { t } = useTranslation();
  const cache = useQueryClient().getQueryCache();
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const look = () => {
      const watched = cache.getAll().filter((one) => one.isActive() && one.state.dataUpdatedAt > 0);
      setStale(watched.some((one) => one.state.fetchFailureCount > 0));
    };
    return cache.subscribe(() => setTimeout(look));
  }, [cache]);
  return (
    <span className="live-dot" data-state={stale ? "stale" : "fresh"} role="status">
      {stale ? t("Reconnecting") : t("Live")}
    </span>
  );
}
