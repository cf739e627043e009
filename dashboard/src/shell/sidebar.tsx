import { Menu as MenuIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useNavigate } from "react-router";
import { Menu, MenuItem } from "../ui/menu";
import { type Destination, INCIDENTS, OVERVIEW, SESSIONS, STATIONS } from "./navigation";
import { useNavigation } from "./use-navigation";

export function Brand() {
  return (
    <Link to="/" className="brand" aria-label="Stationmaster">
      <img src="/favicon.svg" alt="" />
      <span>Stationmaster</span>
    </Link>
  );
}

export function Sidebar() {
  const { t } = useTranslation();
  const groups = useNavigation();
  return (
    <div className="sidebar">
      <Brand />
      <nav aria-label={t("Pages")} className="stack">
        {groups.map((group) => (
          <div key={group.title} className="nav-group">
            <h2>{t(group.title)}</h2>
            {group.destinations.map((one) => (
              <PageLink key={one.to} destination={one} />
            ))}
          </div>
        ))}
      </nav>
    </div>
  );
}

function PageLink({ destination: { to, title, icon: Icon } }: { destination: Destination }) {
  const { t } = useTranslation();
  return (
    <NavLink to={to} end={to === "/"} className="nav-link">
      <Icon size={17} aria-hidden strokeWidth={1.9} />
      {t(title)}
    </NavLink>
  );
}

const FIRST = [OVERVIEW, STATIONS, SESSIONS, INCIDENTS];

/** The navigation of a phone: four pages under the thumb, all others behind the fifth. */
export function TabBar() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const others = useNavigation()
    .flatMap((group) => group.destinations)
    .filter((one) => !FIRST.includes(one));
  return (
    <nav className="tabbar" aria-label={t("Pages on a phone")}>
      {FIRST.map(({ to, title, icon: Icon }) => (
        <NavLink key={to} to={to} end={to === "/"}>
          <Icon size={20} aria-hidden />
          {t(title)}
        </NavLink>
      ))}
      <Menu
        trigger={
          <button type="button">
            <MenuIcon size={20} aria-hidden />
            {t("More")}
          </button>
        }
      >
        {others.map(({ to, title, icon: Icon }) => (
          <MenuItem key={to} onClick={() => navigate(to)}>
            <Icon size={17} aria-hidden />
            {t(title)}
          </MenuItem>
        ))}
      </Menu>
    </nav>
  );
}
