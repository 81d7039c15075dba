import { type ReadonlySignal, signal } from "@preact/signals";
import type { ComponentType, FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { underWay } from "../api/settled";
import { messages } from "../locale/language";
import { ErrorState, LoadingState } from "../ui/states";
import { arrival, type Missing, missingWords } from "./arrival";
import "./part.css";

const m = messages({ reopen: ["重新打开页面", "Open the page anew"] });

/** A component whose code arrives when it is first shown, or before that when `fetch` is called. */
export interface Part<P> extends FunctionComponent<P> {
  fetch(): Promise<void>;
}

/** `part(async () => (await import("./reuse-page")).ReusePage)`: a component with a bundle of its own, styles included. */
export function part<P extends object>(load: () => Promise<ComponentType<P>>): Part<P> {
  const content = signal<ComponentType<P> | null>(null);
  const missing = signal<Missing | null>(null);
  let coming: Promise<void> | null = null;

  async function arrive(): Promise<void> {
    missing.value = null;
    const answer = await arrival(load);
    if ("come" in answer) content.value = answer.come;
    missing.value = "come" in answer ? null : answer.missing;
    coming = null;
  }
  async function fetch(): Promise<void> {
    if (content.peek()) return;
    coming ??= arrive();
    await coming;
  }
  function Shown(props: P) {
    const Content = content.value;
    return Content ? <Content {...props} /> : <Absent missing={missing} fetch={fetch} />;
  }
  return Object.assign(Shown, { fetch });
}

/** Begins to fetch a component that is a part; what goes wrong is said when it is shown. */
export async function fetchPart(component: object): Promise<void> {
  if ("fetch" in component) await (component as Part<object>).fetch();
}

/** What stands where the part will be: nothing, then that it is read, or why it did not come and what to do. */
function Absent({ missing, fetch }: { missing: ReadonlySignal<Missing | null>; fetch: () => Promise<void> }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void underWay(fetch());
  }, []);
  const again = async () => {
    const around = box.current?.parentElement;
    await underWay(fetch());
    if (around) focusInside(around);
  };
  const why = missing.value;
  return (
    <div ref={box} class="part-absent">
      {why === null && <LoadingState />}
      {why === "unread" && <ErrorState text={missingWords(why)} onRetry={again} />}
      {why === "outdated" && (
        <ErrorState text={missingWords(why)} retry={m.reopen()} onRetry={() => window.location.reload()} />
      )}
    </div>
  );
}

/** The pressed button is gone with the message: the focus goes to what came in its place, not to the top of the page. */
function focusInside(around: HTMLElement): void {
  requestAnimationFrame(() => {
    if (!around.isConnected || document.activeElement !== document.body) return;
    const again = around.querySelector<HTMLElement>(".part-absent button");
    if (!again && !around.hasAttribute("tabindex")) around.tabIndex = -1;
    (again ?? around).focus({ preventScroll: true });
  });
}
