import { recipe } from "../../tsup.config.base.ts";

export default recipe({
  entry: ["src/bench.ts", "src/host.ts", "src/duckdb-sql.ts"],
  platform: "node",
  dts: false,
});
