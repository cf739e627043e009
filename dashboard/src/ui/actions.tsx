import { type LucideIcon, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Column } from "./table";

interface AddProps {
  text: string;
  onClick: () => void;
  icon?: LucideIcon;
  /** At the head of a page; else of a card. */
  large?: boolean;
}

/** The button that makes another one of what a list shows. */
export function AddButton({ text, onClick, icon: Icon = Plus, large }: AddProps) {
  return (
    <button
      type="button"
      className={large ? "button primary" : "button small primary"}
      onClick={onClick}
    >
      <Icon size={large ? 16 : 15} aria-hidden />
      {text}
    </button>
  );
}

interface Action {
  text: string;
  icon?: LucideIcon;
  onClick: () => void;
}

/** What can be done with each row; `nameOf` tells those apart who do not see which row it is. */
export function useActions<Row>(
  nameOf: (row: Row) => string,
  actionsOf: (row: Row) => Action[],
): Column<Row> {
  const { t } = useTranslation();
  return {
    title: t("Action"),
    end: true,
    cell: (row) => (
      <span className="row end">
        {actionsOf(row).map(({ text, icon: Icon, onClick }) => (
          <button
            key={text}
            type="button"
            className="button small"
            aria-label={`${text}: ${nameOf(row)}`}
            onClick={onClick}
          >
            {Icon && <Icon size={14} aria-hidden />}
            {text}
          </button>
        ))}
      </span>
    ),
  };
}
