import { LogOut, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { end, useSession } from "../auth/session";
import { chooseLanguage, LANGUAGES, type Language } from "../i18n";
import { Menu, MenuChoice, MenuItem } from "../ui/menu";
import { LiveDot } from "./live-dot";
import { Brand } from "./sidebar";
import { chooseTheme, type Theme, theme } from "./theme";

export function Topbar({ onJump }: { onJump: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="topbar">
      <Brand />
      <button type="button" className="jump" onClick={onJump}>
        <Search size={16} aria-hidden />
        <span>{t("Go to a page or station")}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="spacer" />
      <LiveDot />
      <Account />
    </header>
  );
}

function Account() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [look, setLook] = useState<Theme>(theme());
  const email = session?.email ?? "";
  const changeLook = (value: Theme) => {
    chooseTheme(value);
    setLook(value);
  };
  return (
    <Menu
      trigger={
        <button type="button" className="avatar" aria-label={t("Account of {{email}}", { email })}>
          {email.charAt(0).toUpperCase()}
        </button>
      }
    >
      <div className="label">{email}</div>
      <hr />
      <MenuChoice
        label={t("Appearance")}
        value={look}
        options={[
          ["system", t("As the computer")],
          ["light", t("Light")],
          ["dark", t("Dark")],
        ]}
        onChange={changeLook}
      />
      <hr />
      <MenuChoice
        label={t("Language")}
        value={i18n.language as Language}
        options={Object.entries(LANGUAGES) as [Language, string][]}
        onChange={chooseLanguage}
      />
      <hr />
      <MenuItem onClick={() => end()}>
        <LogOut size={16} aria-hidden />
        {t("Sign out")}
      </MenuItem>
    </Menu>
  );
}
