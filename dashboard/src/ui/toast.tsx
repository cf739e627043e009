import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { reasonOf } from "../api/problem";

const manager = Toast.createToastManager();

export function tell(title: string, description?: string): void {
  manager.add({ title, description, type: "green" });
}

export function tellFailure(title: string, error: unknown): void {
  manager.add({
    title,
    description: reasonOf(error),
    type: "red",
    priority: "high",
    timeout: 9000,
  });
}

export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { t } = useTranslation();
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={`toast tone-${toast.type}`}>
      {toast.type === "red" ? (
        <CircleAlert size={17} aria-hidden />
      ) : (
        <CircleCheck size={17} aria-hidden />
      )}
      <div>
        <Toast.Title render={<strong />} />
        <Toast.Description render={<small />} />
      </div>
      <Toast.Close aria-label={t("Close")}>
        <X size={15} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
