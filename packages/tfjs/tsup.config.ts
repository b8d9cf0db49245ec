import { recipe } from "../../tsup.config.base.ts";

export default recipe({ entry: ["src/index.ts"] });
