/// <reference lib="dom" />
/**
 * Makes a picture interactive where it stands in a page: a crosshair with the exact numbers under the pointer and by keyboard.
 */
import { createCrosshair } from "./crosshair.ts";
import type { InteractiveData } from "./interactive-data.ts";
import {
  across,
  along,
  describeReading,
  firstPlace,
  placeNear,
  type Place,
  type Reading,
  readingAt,
} from "./readings.ts";

export type { Place, Reading } from "./readings.ts";

/** How a picture is made interactive. */
export interface HydrateOptions {
  /** Told of every place that the reader comes to, and with `undefined` that the crosshair is gone. */
  readonly onSelect?: ((reading: Reading | undefined) => void) | undefined;
  /** What the picture is called to those who hear it (default: `"interactive chart"`). */
  readonly roleDescription?: string | undefined;
  /** What they hear of the keys (default: in English). */
  readonly help?: string | undefined;
}

/** A picture that is interactive. */
export interface Interaction {
  /** Moves the crosshair, or takes it away; tells no one. A place that is not in the picture is left out. */
  select(place: Place | undefined): void;
  /** Makes the picture what it was; does nothing where that is done, or the picture was made interactive anew. */
  destroy(): void;
}

const HELP =
  "Left and right arrow keys follow the curve, up and down go to another, Home and End to its ends, Page Up and Page Down ten points on, Escape leaves.";

const interactions = new WeakMap<SVGSVGElement, Interaction>();

/**
 * Makes a picture of `renderSvg(chart, { interactive: true })` interactive.
 *
 * The crosshair follows the pointer, and the keyboard once the picture has the focus: left and right along a curve, up and
 * down between curves, Home, End, Page Up, Page Down, Escape. Numbers are those of the chart, with all their digits; a live
 * region says them to those who do not see them. Nothing moves by itself. A picture that is interactive already is begun anew.
 *
 * @param svg - The `<svg>` element, in a page.
 * @param options - `onSelect`, `roleDescription`, `help`.
 * @returns `select` and `destroy`.
 * @throws If `svg` has no data of an interactive picture. {@link TypeError}
 */
export function hydrate(svg: SVGSVGElement, options: HydrateOptions = {}): Interaction {
  const { onSelect, roleDescription = "interactive chart", help = HELP } = options;
  interactions.get(svg)?.destroy();
  const data = dataOf(svg);
  const crosshair = createCrosshair(svg, data);
  const live = createLiveRegion(svg);
  const before = ATTRIBUTES.map((name) => [name, svg.getAttribute(name)] as const);
  // An image's inside is hidden from those who do not see it, and their arrow keys are not the page's.
  svg.setAttribute("role", "application");
  svg.setAttribute("aria-roledescription", roleDescription);
  svg.setAttribute("tabindex", "0");
  svg.style.touchAction = "pan-y";

  let current: Place | undefined;
  const show = (place: Place | undefined): void => {
    current = place;
    if (place === undefined) crosshair.hide();
    else crosshair.show(place);
  };
  const go = (place: Place | undefined): Reading | undefined => {
    if (isSame(place, current)) return undefined;
    show(place);
    const reading = place && readingAt(data, place);
    onSelect?.(reading);
    return reading;
  };

  const listeners = new AbortController();
  const on = <K extends keyof SVGElementEventMap>(
    type: K,
    listener: (event: SVGElementEventMap[K]) => void,
  ): void => svg.addEventListener(type, listener, { signal: listeners.signal });
  const follow = (event: PointerEvent): void => {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      svg.getScreenCTM()!.inverse(),
    );
    go(placeNear(data, x, y));
  };
  on("pointermove", follow);
  on("pointerdown", follow);
  on("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse") go(undefined);
  });
  on("focus", () => {
    live.textContent = help;
  });
  on("blur", () => {
    live.textContent = "";
    go(undefined);
  });
  on("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const reading = go(current === undefined ? start(data, event.key) : move(data, current));
    if (reading !== undefined) live.textContent = describeReading(data, reading).join(", ");
  });

  const interaction: Interaction = {
    select: (place) => {
      if (place === undefined || data.panels[place.panel]?.series[place.series]?.points[place.point])
        show(place);
    },
    destroy: () => {
      // Destroyed before, or begun anew by another.
      if (interactions.get(svg) !== interaction) return;
      listeners.abort();
      crosshair.remove();
      live.remove();
      for (const [name, value] of before) {
        if (value !== null) svg.setAttribute(name, value);
        // Asked first, since Chromium leaves an empty `style` where it has not yet written what the style says.
        else if (svg.hasAttribute(name)) svg.removeAttribute(name);
      }
      interactions.delete(svg);
    },
  };
  interactions.set(svg, interaction);
  return interaction;
}

const ATTRIBUTES = ["role", "aria-roledescription", "tabindex", "style"];

/** Points of a curve that Page Up and Page Down pass at once. */
const PAGE = 10;

const MOVES: Readonly<Record<string, (data: InteractiveData, place: Place) => Place | undefined>> = {
  ArrowLeft: (data, place) => along(data, place, -1),
  ArrowRight: (data, place) => along(data, place, 1),
  ArrowUp: (data, place) => across(data, place, -1),
  ArrowDown: (data, place) => across(data, place, 1),
  PageUp: (data, place) => along(data, place, PAGE),
  PageDown: (data, place) => along(data, place, -PAGE),
  Home: (data, place) => along(data, place, -Infinity),
  End: (data, place) => along(data, place, Infinity),
  Escape: () => undefined,
};

/** Where the keyboard comes in. */
function start(data: InteractiveData, key: string): Place | undefined {
  const first = firstPlace(data);
  if (first === undefined || key === "Escape") return undefined;
  return key === "End" ? along(data, first, Infinity) : first;
}

function dataOf(svg: SVGSVGElement): InteractiveData {
  const text = svg.querySelector("metadata.fl-data")?.textContent;
  if (typeof text !== "string") {
    throw new TypeError(
      '"svg" expected an <svg> of renderSvg(chart, { interactive: true }), got one without its data',
    );
  }
  return JSON.parse(text) as InteractiveData;
}

/** Beside the picture, since what an application holds is not all heard; there for ears only. */
function createLiveRegion(svg: SVGSVGElement): HTMLElement {
  const region = document.createElement("div");
  region.setAttribute("role", "status");
  region.className = "fl-live";
  region.style.cssText =
    "position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
  svg.after(region);
  return region;
}

function isSame(a: Place | undefined, b: Place | undefined): boolean {
  return a === b || (a?.panel === b?.panel && a?.series === b?.series && a?.point === b?.point);
}
