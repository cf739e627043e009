import { CircleAlert, Inbox, type LucideIcon, PlugZap } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isMissing, reasonOf } from "../api/problem";
import type { Tone } from "./tones";

interface EmptyProps {
  title: string;
  children?: ReactNode;
  icon?: LucideIcon;
}

export function Empty({ title, children, icon: Icon = Inbox }: EmptyProps) {
  return (
    <div className="empty">
      <Icon size={26} aria-hidden strokeWidth={1.6} />
      <strong>{title}</strong>
      {children && <span>{children}</span>}
    </div>
  );
}

export function Note({ tone = "blue", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={`note tone-${tone}`}>
      <CircleAlert size={16} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

/** What is shown in place of something that could not be read. */
export function Unread({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  if (isMissing(error)) {
    return (
      <Empty icon={PlugZap} title={t("Not available")}>
        {reasonOf(error)}
      </Empty>
    );
  }
  return (
    <div className="empty" role="alert">
      <CircleAlert size={26} aria-hidden strokeWidth={1.6} />
      <strong>{t("This could not be loaded.")}</strong>
      <span>{t(reasonOf(error))}</span>
      {retry && (
        <button type="button" className="button small" onClick={retry}>
          {t("Try again")}
        </button>
      )}
    </div>
  );
}

export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className="stack-s skeletons" role="status">
      <span className="sr-only">{t("Loading")}</span>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key) => (
        <span key={key} className="skeleton" />
      ))}
    </div>
  );
}
