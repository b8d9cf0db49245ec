import { generateApi } from "../../../build/api.ts";
import { apiPages } from "../../../build/packages.ts";

export default {
  async paths() {
    const pages = apiPages();
    const contents = await generateApi(pages);
    return pages.map(({ name, slug, description }) => ({
      params: { package: slug, name, description },
      content: contents.get(slug) ?? "",
    }));
  },
};
