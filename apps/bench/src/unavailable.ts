/** A contestant that this machine cannot run: no Python, a Python without its library, no compiler. */
export class Unavailable extends Error {}
