import { readFileSync, writeFileSync } from "node:fs";
import { recipe } from "../../tsup.config.base.ts";
import { manPage } from "./src/man-page.ts";

export default recipe({
  entry: ["src/index.ts", "src/bin.ts", "src/score-worker.ts"],
  platform: "node",
  onSuccess: async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    writeFileSync("dist/focal-loss.1", manPage(version));
  },
});
