import {
  BadgeEuro,
  BellRing,
  CalendarClock,
  ChartColumn,
  ClipboardList,
  CreditCard,
  Gauge,
  type LucideIcon,
  MapPin,
  PlugZap,
  Receipt,
  Tags,
  TriangleAlert,
  UserCog,
  Users,
} from "lucide-react";
import type { Schemas } from "../api/client";

export interface Destination {
  to: string;
  /** English, and the key of its translation. */
  title: string;
  icon: LucideIcon;
  /** Who alone can read anything there; without it everybody. */
  for?: "whole network" | "finance" | "admin";
}

export const OVERVIEW: Destination = { to: "/", title: "Overview", icon: Gauge };
export const STATIONS: Destination = { to: "/stations", title: "Stations", icon: PlugZap };
export const SESSIONS: Destination = { to: "/sessions", title: "Sessions", icon: Receipt };
export const INCIDENTS: Destination = { to: "/incidents", title: "Incidents", icon: TriangleAlert };

export const NAVIGATION: { title: string; destinations: Destination[] }[] = [
  {
    title: "Operation",
    destinations: [
      OVERVIEW,
      STATIONS,
      SESSIONS,
      { to: "/reservations", title: "Reservations", icon: CalendarClock, for: "whole network" },
      INCIDENTS,
      { to: "/alerts", title: "Alerts", icon: BellRing },
    ],
  },
  {
    title: "Business",
    destinations: [
      { to: "/tariffs", title: "Tariffs", icon: Tags },
      { to: "/drivers", title: "Drivers and tokens", icon: Users, for: "whole network" },
      { to: "/money", title: "Money", icon: BadgeEuro, for: "whole network" },
      { to: "/terminals", title: "Terminals", icon: CreditCard, for: "whole network" },
      { to: "/reports", title: "Reports", icon: ChartColumn },
    ],
  },
  {
    title: "Administration",
    destinations: [
      { to: "/sites", title: "Sites", icon: MapPin },
      { to: "/users", title: "Users and roles", icon: UserCog, for: "admin" },
      { to: "/audit", title: "Audit log", icon: ClipboardList, for: "finance" },
    ],
  },
];

type Me = Pick<Schemas["MeView"], "roles" | "sites">;

/** Whether a page has anything to read for somebody; everything until it is known who they are. */
export function isOpenTo(me: Me | undefined, { for: whom }: Destination): boolean {
  if (!me || !whom) return true;
  if (me.sites.length) return false;
  return whom === "whole network" || me.roles.includes(whom);
}
