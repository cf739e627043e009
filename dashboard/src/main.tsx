import "@fontsource-variable/inter/index.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/parts.css";
import "./styles/table.css";
import "./styles/overlay.css";
import "./styles/overview.css";
import "./styles/chart.css";
import "./styles/map.css";
import "./styles/tariffs.css";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/query-client";
import { App } from "./app";
import * as i18n from "./i18n";
import { applyTheme } from "./shell/theme";
import { Toasts } from "./ui/toast";

applyTheme();
await i18n.start();
const root = document.getElementById("root");
if (!root) throw new TypeError("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <Toasts>
          <App />
        </Toasts>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
