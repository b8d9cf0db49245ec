/**
 * Numbers with their first and second derivative along a line, to differentiate a formula as it stands: an automatic check of derivatives that
 * were found by hand.
 */
export class Jet {
  readonly f: number;
  readonly d: number;
  readonly dd: number;

  constructor(f: number, d: number = 0, dd: number = 0) {
    this.f = f;
    this.d = d;
    this.dd = dd;
  }

  plus(o: Jet | number): Jet {
    const { f, d, dd } = jet(o);
    return new Jet(this.f + f, this.d + d, this.dd + dd);
  }

  minus(o: Jet | number): Jet {
    return this.plus(jet(o).times(-1));
  }

  times(o: Jet | number): Jet {
    const { f, d, dd } = jet(o);
    return new Jet(this.f * f, this.d * f + this.f * d, this.dd * f + 2 * this.d * d + this.f * dd);
  }

  over(o: Jet | number): Jet {
    return this.times(jet(o).power(-1));
  }

  power(n: number): Jet {
    if (n === 0) return new Jet(1);
    return this.apply(this.f ** n, n * this.f ** (n - 1), n * (n - 1) * this.f ** (n - 2));
  }

  log(): Jet {
    return this.apply(Math.log(this.f), 1 / this.f, -1 / this.f ** 2);
  }

  exp(): Jet {
    const e = Math.exp(this.f);
    return this.apply(e, e, e);
  }

  /** The same number where it lies between the bounds, else a constant. */
  clip(lowest: number, highest: number): Jet {
    return this.f < lowest ? new Jet(lowest) : this.f > highest ? new Jet(highest) : this;
  }

  private apply(g: number, g1: number, g2: number): Jet {
    return new Jet(g, g1 * this.d, g2 * this.d ** 2 + g1 * this.dd);
  }
}

function jet(x: Jet | number): Jet {
  return typeof x === "number" ? new Jet(x) : x;
}
