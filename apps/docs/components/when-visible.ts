/**
 * What is far down the page loads its data when the reader comes there.
 */
import { onBeforeUnmount, onMounted, type Ref } from "vue";

/** Calls back once, when the element is about to be seen. */
export function whenVisible(element: Readonly<Ref<HTMLElement | null>>, callback: () => void): void {
  let observer: IntersectionObserver | undefined;
  onMounted(() => {
    observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer?.disconnect();
        callback();
      },
      { rootMargin: "200px" },
    );
    if (element.value !== null) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
}
