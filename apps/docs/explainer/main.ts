/**
 * The playground as one file.
 */
import "vitepress/dist/client/theme-default/styles/vars.css";
import "vitepress/dist/client/theme-default/styles/base.css";
import "vitepress/dist/client/theme-default/styles/components/vp-doc.css";
import { createApp, h } from "vue";
import "../.vitepress/theme/style.css";
import Explainer from "./Explainer.vue";

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = (): void => void document.documentElement.classList.toggle("dark", dark.matches);
dark.addEventListener("change", follow);
follow();
createApp({ render: () => h(Explainer) }).mount("#app");
