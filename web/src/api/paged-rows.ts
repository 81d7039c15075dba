import { type ReadonlySignal, signal } from "@preact/signals";

export interface Page<R> {
  total: number;
  items: R[];
}

/** Loads the pages of one question; `offset` and `limit` in rows. */
export type PageLoader<P> = (offset: number, limit: number, signal: AbortSignal) => Promise<P>;

/**
 * The rows of a list that is loaded page by page as it is scrolled. A new question keeps the old rows until its first
 * page is there, so that the table does not blink; a late answer to an old question is dropped.
 */
export class PagedRows<R, P extends Page<R> = Page<R>> {
  /** The newest page that came in: its total and whatever else the server says about the whole list. */
  readonly answer: ReadonlySignal<P | null>;
  readonly error: ReadonlySignal<unknown>;
  readonly loading: ReadonlySignal<boolean>;
  /** Counts what has been loaded; reading it makes a component follow the rows. */
  readonly version: ReadonlySignal<number>;

  private readonly _answer = signal<P | null>(null);
  private readonly _error = signal<unknown>(null);
  private readonly _loading = signal(false);
  private readonly _version = signal(0);
  private pages = new Map<number, R[]>();
  private asked = new Map<number, Promise<void>>();
  private load: PageLoader<P> | null = null;
  private question = new AbortController();

  constructor(
    private readonly idOf: (row: R) => number,
    readonly pageSize = 200,
  ) {
    this.answer = this._answer;
    this.error = this._error;
    this.loading = this._loading;
    this.version = this._version;
  }

  /** Ask something new (or the same again after a change). */
  ask(load: PageLoader<P>): Promise<void> {
    this.question.abort();
    this.question = new AbortController();
    this.load = load;
    this.asked = new Map();
    return this.fetchPage(0, true);
  }

  /** Forget everything: nobody is there to see it. */
  clear(): void {
    this.question.abort();
    this.question = new AbortController();
    this.load = null;
    this.pages = new Map();
    this.asked = new Map();
    this._answer.value = null;
    this._error.value = null;
    this._loading.value = false;
    // peek: called from effects, which must not follow what they write
    this._version.value = this._version.peek() + 1;
  }

  retry(): void {
    if (this.load) this.ask(this.load);
  }

  rowAt(index: number): R | undefined {
    return this.pages.get(Math.floor(index / this.pageSize))?.[index % this.pageSize];
  }

  /** Rows from…to are (nearly) visible: load the pages they stand on. */
  need(from: number, to: number): void {
    const last = Math.floor(Math.max(from, to - 1) / this.pageSize);
    for (let page = Math.floor(from / this.pageSize); page <= last; page += 1) {
      if (!this.pages.has(page)) this.fetchPage(page, false);
    }
  }

  /** The index of a row that is loaded, otherwise -1. */
  indexOf(id: number): number {
    for (const [page, rows] of this.pages) {
      const index = rows.findIndex((row) => this.idOf(row) === id);
      if (index >= 0) return page * this.pageSize + index;
    }
    return -1;
  }

  /** The index of a row wherever it stands; loads page after page until it is found. -1 = not among the rows. */
  async find(id: number, pagesAtMost = 20): Promise<number> {
    const asked = this.question;
    const pageCount = Math.min(pagesAtMost, Math.ceil((this._answer.value?.total ?? 0) / this.pageSize));
    for (let page = 0; page < pageCount && asked === this.question; page += 1) {
      if (!this.pages.has(page)) await this.fetchPage(page, false);
      const index = this.indexOf(id);
      if (index >= 0) return index;
    }
    return asked === this.question ? this.indexOf(id) : -1;
  }

  private fetchPage(page: number, fresh: boolean): Promise<void> {
    const under = this.asked.get(page);
    if (under) return under;
    const { load, question } = this;
    if (!load) return Promise.resolve();
    if (fresh) this._loading.value = true;
    const work = load(page * this.pageSize, this.pageSize, question.signal)
      .then((answer) => {
        if (question !== this.question) return;
        if (fresh) this.pages = new Map();
        this.pages.set(page, answer.items);
        this._answer.value = answer;
        this._error.value = null;
        this._version.value += 1;
      })
      .catch((failure: unknown) => {
        if (question !== this.question) return;
        this.asked.delete(page);
        this._error.value = failure;
      })
      .finally(() => {
        if (fresh && question === this.question) this._loading.value = false;
      });
    this.asked.set(page, work);
    return work;
  }
}
