import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const edge = process.env.EDGE ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0, // the content security policy has no data: for fonts and scripts
    sourcemap: false,
    chunkSizeWarningLimit: 250,
  },
  server: {
    port: 5173,
    proxy: { "/operator": edge, "/config.json": edge },
  },
});
