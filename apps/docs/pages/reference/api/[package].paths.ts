import { generateApi } from "../../../build/api.ts";
import { apiPages } from "../../../build/packages.ts";

export default {
  async paths() {
    const pages = apiPages();
    const contents = await generateApi(pages);
    return pages.map(({ name, slug, description }) => ({
      params: { package: slug, description },
      // With the title, which VitePress takes from here.
      content: `# ${name}\n\n${description}\n\n${contents.get(slug) ?? ""}`,
    }));
  },
};
