import { Dialog } from "@base-ui/react/dialog";
import { PlugZap } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { $api } from "../api/client";
import { useDelayed } from "../ui/use-delayed";
import { useNavigation } from "./use-navigation";

const SHOWN = 9;

/** Typing leads anywhere: pages by name, stations and sessions by id. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog.Root open={open} onOpenChange={(wanted) => !wanted && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog palette" aria-label={t("Go to a page or station")}>
          <Search onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [marked, setMarked] = useState(0);
  const hits = useHits(text);
  const go = (to: string) => {
    onClose();
    navigate(to);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      event.preventDefault();
      setMarked((marked + step + hits.length) % hits.length);
    }
    const hit = hits[marked];
    if (event.key === "Enter" && hit) go(hit.to);
  };
  return (
    <>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-hits"
        aria-activedescendant={hits[marked] ? `hit-${marked}` : undefined}
        aria-label={t("Go to a page or station")}
        placeholder={t("Page, station or session id …")}
        value={text}
        onKeyDown={press}
        onChange={(event) => {
          setText(event.target.value);
          setMarked(0);
        }}
      />
      <div id="palette-hits" role="listbox" aria-label={t("Found")}>
        {hits.map(({ to, title, icon: Icon, kind }, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
          <div
            key={to}
            id={`hit-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === marked}
            onClick={() => go(to)}
            onMouseMove={() => setMarked(place)}
          >
            <Icon size={16} aria-hidden />
            {title}
            <small>{kind}</small>
          </div>
        ))}
      </div>
    </>
  );
}

function useHits(text: string) {
  const { t } = useTranslation();
  const groups = useNavigation();
  const search = useDelayed(text, 150).trim() || undefined;
  const stations = $api.useQuery("get", "/operator/v1/stations/states", {
    params: { query: { search, limit: 20 } },
  });
  const wanted = text.trim().toLowerCase();
  const all = [
    ...groups
      .flatMap((group) => group.destinations)
      .map((one) => ({
        ...one,
        title: t(one.title),
        kind: t("Page"),
      })),
    ...(stations.data?.items ?? []).map((one) => ({
      to: `/stations/${encodeURIComponent(one.station_id)}`,
      title: one.name ? `${one.name} (${one.station_id})` : one.station_id,
      icon: PlugZap,
      kind: t("Station"),
    })),
  ];
  return all.filter((one) => one.title.toLowerCase().includes(wanted)).slice(0, SHOWN);
}
