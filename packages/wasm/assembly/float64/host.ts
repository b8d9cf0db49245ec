/**
 * What the host provides: core's focal term at the margin `s`, left in `term`. It is asked for margins off the table alone.
 */
export declare function focalTerm(s: f64, gamma: f64, w: f64, limit: f64, kind: i32): void;
