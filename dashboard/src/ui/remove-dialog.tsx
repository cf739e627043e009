import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../api/query-client";
import { FormDialog } from "./dialog";
import { tell } from "./toast";

interface Props {
  title: string;
  description: ReactNode;
  /** What is told when it is gone. */
  done: string;
  remove: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something is removed for good. */
export function RemoveDialog({ title, description, done, remove, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog
      title={title}
      description={description}
      open
      onClose={onClose}
      submit={t("Remove")}
      danger
      onSubmit={async () => {
        await remove();
        await queryClient.invalidateQueries();
        tell(done);
      }}
    />
  );
}
