import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";

export interface Tab {
  id: string;
  title: ReactNode;
  content: () => ReactNode;
}

/** Tabs whose choice is in the address, so that it can be sent to somebody. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get("tab");
  const active = tabs.find((one) => one.id === wanted) ?? tabs[0];
  const choose = (id: string) =>
    setSearch((old) => ({ ...Object.fromEntries(old), tab: id }), { replace: true });
  return (
    <Base.Root value={active?.id} onValueChange={(id: string) => choose(id)}>
      <Base.List className="tabs-list" aria-label={label}>
        {tabs.map((one) => (
          <Base.Tab key={one.id} value={one.id}>
            {one.title}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((one) => (
        <Base.Panel key={one.id} value={one.id} className="tabs-panel">
          {one.id === active?.id && one.content()}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
