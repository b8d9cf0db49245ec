/**
 * What the host provides: terms of core, left in `term`.
 */

/** core's focal term at the margin `s`, asked for margins off the table alone. */
export declare function focalTerm(s: f64, gamma: f64, w: f64, limit: f64, kind: i32): void;
/** core's terms of both classes at the probability `p`. */
export declare function probabilityTerms(w1: f64, w0: f64, p: f64, gamma: f64): void;
