import { generateApi } from "../../../build/api.ts";
import { apiPages } from "../../../build/packages.ts";

export default {
  async paths() {
    const pages = apiPages();
    const contents = await generateApi(pages);
    return pages.map(({ name, slug }) => ({
      params: { package: slug, name },
      content: contents.get(slug) ?? "",
    }));
  },
};
