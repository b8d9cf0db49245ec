import { type ApiPage, apiPages } from "../../build/packages.ts";

type Listed = Pick<ApiPage, "name" | "slug" | "description">;

declare const data: readonly Listed[];
export { data };

export default {
  load(): readonly Listed[] {
    return apiPages().map(({ name, slug, description }) => ({ name, slug, description }));
  },
};
