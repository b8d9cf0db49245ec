/**
 * Curves cut at the edges of the plot, and where they leave it above or below.
 */

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a curve leaves the plot. */
export interface Exit {
  readonly x: number;
  readonly side: "top" | "bottom";
}

export interface Clipped {
  readonly lines: readonly (readonly Place[])[];
  readonly exits: readonly Exit[];
}

/** @param places - Px; NaN breaks the curve. */
export function clip(places: readonly Place[], frame: Rectangle): Clipped {
  const lines: Place[][] = [];
  const exits: Exit[] = [];
  let line: Place[] | undefined;
  const isPlace = ({ x, y }: Place): boolean => !Number.isNaN(x) && !Number.isNaN(y);
  places.forEach((place, i) => {
    const next = places[i + 1];
    if (!isPlace(place)) {
      line = undefined;
      return;
    }
    if (next === undefined || !isPlace(next)) {
      // The last point, or a point alone.
      if (line === undefined && isInside(place, frame)) lines.push([place]);
      line = undefined;
      return;
    }
    const part = clipSegment(place, next, frame);
    if (part === undefined) {
      line = undefined;
      return;
    }
    const [from, to] = part;
    for (const [end, whole] of [
      [from, place],
      [to, next],
    ] as const) {
      if (whole.y < frame.top && end.y === frame.top) exits.push({ x: end.x, side: "top" });
      if (whole.y > frame.bottom && end.y === frame.bottom) exits.push({ x: end.x, side: "bottom" });
    }
    if (line === undefined || from !== place) {
      line = [from];
      lines.push(line);
    }
    line.push(to);
    if (to !== next) line = undefined;
  });
  return { lines, exits };
}

export function isInside({ x, y }: Place, { left, top, right, bottom }: Rectangle): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** The part of a segment in the frame (Liang and Barsky 1984); ends that are inside are the same objects. */
export function clipSegment(a: Place, b: Place, frame: Rectangle): [Place, Place] | undefined {
  let enter = 0;
  let leave = 1;
  let enterAt: Partial<Place> = {};
  let leaveAt: Partial<Place> = {};
  const edges: [slope: number, distance: number, at: Partial<Place>][] = [
    [a.x - b.x, a.x - frame.left, { x: frame.left }],
    [b.x - a.x, frame.right - a.x, { x: frame.right }],
    [a.y - b.y, a.y - frame.top, { y: frame.top }],
    [b.y - a.y, frame.bottom - a.y, { y: frame.bottom }],
  ];
  for (const [slope, distance, at] of edges) {
    if (slope === 0 && distance < 0) return undefined;
    const t = distance / slope;
    if (slope < 0 && t > enter) [enter, enterAt] = [t, at];
    if (slope > 0 && t < leave) [leave, leaveAt] = [t, at];
  }
  if (enter > leave) return undefined;
  const at = (t: number): Place => ({ x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
  // On the edge exactly, whatever the product rounds to.
  return [enter === 0 ? a : { ...at(enter), ...enterAt }, leave === 1 ? b : { ...at(leave), ...leaveAt }];
}
