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

export interface Destination {
  to: string;
  /** English, and the key of its translation. */
  title: string;
  icon: LucideIcon;
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
      { to: "/reservations", title: "Reservations", icon: CalendarClock },
      INCIDENTS,
      { to: "/alerts", title: "Alerts", icon: BellRing },
    ],
  },
  {
    title: "Business",
    destinations: [
      { to: "/tariffs", title: "Tariffs", icon: Tags },
      { to: "/drivers", title: "Drivers and tokens", icon: Users },
      { to: "/money", title: "Money", icon: BadgeEuro },
      { to: "/terminals", title: "Terminals", icon: CreditCard },
      { to: "/reports", title: "Reports", icon: ChartColumn },
    ],
  },
  {
    title: "Administration",
    destinations: [
      { to: "/sites", title: "Sites", icon: MapPin },
      { to: "/users", title: "Users and roles", icon: UserCog },
      { to: "/audit", title: "Audit log", icon: ClipboardList },
    ],
  },
];
