import { cp } from "node:fs/promises";

import { recipe } from "../../tsup.config.base.ts";

export default recipe({
  entry: ["src/index.ts", "src/hydrate.ts", "src/png.ts", "src/terminal.ts"],
  onSuccess: () => cp("src/font", "dist/font", { recursive: true }),
});
