/** Where the map has been: back and forward like a browser, a new move forgets the way forward. */
export class ViewHistory<P> {
  private past: P[] = [];
  private future: P[] = [];
  private here: P | null = null;

  constructor(
    private readonly same: (a: P, b: P) => boolean,
    private readonly limit = 60,
  ) {}

  visit(place: P): void {
    if (this.here !== null) {
      if (this.same(this.here, place)) return;
      this.past = [...this.past, this.here].slice(-this.limit);
    }
    this.here = place;
    this.future = [];
  }

  back(): P | null {
    const previous = this.past.at(-1);
    if (previous === undefined || this.here === null) return null;
    this.past = this.past.slice(0, -1);
    this.future = [this.here, ...this.future];
    this.here = previous;
    return previous;
  }

  forward(): P | null {
    const next = this.future[0];
    if (next === undefined || this.here === null) return null;
    this.future = this.future.slice(1);
    this.past = [...this.past, this.here];
    this.here = next;
    return next;
  }

  get canGoBack(): boolean {
    return this.past.length > 0;
  }

  get canGoForward(): boolean {
    return this.future.length > 0;
  }
}
