import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Empty } from "../ui/states";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty icon={SearchX} title={t("There is no such page.")}>
      <Link to="/">{t("To the overview")}</Link>
    </Empty>
  );
}
