/** Undo and redo over whole states; a new state forgets what was undone. */
export class UndoStack<S> {
  private done: S[];
  private undone: S[] = [];

  constructor(
    first: S,
    private readonly limit = 200,
  ) {
    this.done = [first];
  }

  push(state: S): void {
    this.done = [...this.done, state].slice(-this.limit);
    this.undone = [];
  }

  /** Forget all and begin with this state. */
  reset(first: S): void {
    this.done = [first];
    this.undone = [];
  }

  /** The state before; null when there is none to go back to. */
  undo(): S | null {
    const now = this.done.at(-1);
    const before = this.done.at(-2);
    if (now === undefined || before === undefined) return null;
    this.done = this.done.slice(0, -1);
    this.undone = [now, ...this.undone];
    return before;
  }

  redo(): S | null {
    const next = this.undone[0];
    if (next === undefined) return null;
    this.undone = this.undone.slice(1);
    this.done = [...this.done, next];
    return next;
  }

  get canUndo(): boolean {
    return this.done.length > 1;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }
}
