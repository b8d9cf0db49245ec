import { recipe } from "../../tsup.config.base.ts";

export default recipe({ entry: ["src/bench.ts", "src/host.ts"], platform: "node", dts: false });
