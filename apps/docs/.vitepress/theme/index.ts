import { inBrowser, type Theme, withBase } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { h } from "vue";
import { keepRenderErrors } from "../../build/render-errors.ts";
import { keepOffline } from "../../components/keep-offline.ts";
import KeysDialog from "../../components/KeysDialog.vue";
import NotFound from "../../components/NotFound.vue";
import "./style.css";

const theme: Theme = {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, { "not-found": () => h(NotFound), "layout-bottom": () => h(KeysDialog) }),
  enhanceApp({ app }) {
    if (!inBrowser) keepRenderErrors(app);
    else if (import.meta.env.PROD) keepOffline(withBase("/service-worker.js"));
  },
};
export default theme;
