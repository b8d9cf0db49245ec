import { cliPage } from "../../build/cli.ts";

export default {
  paths: async () => [{ params: { cli: "cli" }, content: await cliPage() }],
};
