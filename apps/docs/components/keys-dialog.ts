/**
 * Whether the list of keys is open: a page's button opens what stands in the layout.
 */
import { shallowRef } from "vue";

export const keysAreOpen = shallowRef(false);
