import { signal } from "@preact/signals";
import { type ComponentChildren, createContext } from "preact";
import { useContext, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { messages } from "../locale/language";
import { Button, IconButton } from "./button";
import { type Guard, guardOf } from "./guard";
import { Note } from "./states";

const m = messages({
  close: ["关闭", "Close"],
  cancel: ["取消", "Cancel"],
  leaveTitle: ["放弃填写的内容？", "Discard what you entered?"],
  leaveText: [
    (title: string) => `“${title}”中填写的内容尚未提交，关闭后不再保留。`,
    (title: string) => `What you entered in “${title}” was not sent. Closing discards it.`,
  ],
  leave: ["放弃并关闭", "Discard and close"],
  broughtBack: ["上次填写、尚未提交的内容已放回。", "What you entered before and did not send is here again."],
  left: [
    (entries: string) => `下列内容没有对应的栏目，请自行填入：${entries}`,
    (entries: string) => `These have no field here, please enter them yourself: ${entries}`,
  ],
  discard: ["放弃这些内容", "Discard it"],
});

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  footer?: ComponentChildren;
  width?: number;
  /** False for a step that cannot be put off. */
  closable?: boolean;
  /** Long text without anything to focus: the text itself is a stop of the keyboard, so that it can be scrolled. */
  text?: boolean;
}

const leaving = createContext<() => void>(() => {});

/** Leaves the dialog around it; asks first where something was entered. */
export function CancelButton({ disabled }: { disabled?: boolean }) {
  const leave = useContext(leaving);
  return (
    <Button disabled={disabled} onClick={leave}>
      {m.cancel()}
    </Button>
  );
}

/** A modal dialog: focus stays inside, Esc closes (what was entered is asked about), focus returns to where it was. */
export function Dialog({ title, onClose, children, footer, width = 480, closable = true, text }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [guard, setGuard] = useState<Guard | null>(null);
  const leave = async () => {
    if (guard?.changed()) {
      const question = { title: m.leaveTitle(), text: m.leaveText(title), confirm: m.leave(), tone: "danger" } as const;
      if (!(await confirmed(question))) return;
      guard.discard();
    }
    onClose();
  };
  // before the next paint: until it is modal, what lies beneath can still be pressed
  useLayoutEffect(() => {
    const element = box.current;
    const before = document.activeElement;
    element?.showModal();
    const watching = element && guardOf(element, title);
    setGuard(watching);
    return () => {
      watching?.end();
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class="dialog"
      style={{ width: `min(${width}px, calc(100vw - 24px))` }}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return; // a file chooser inside was left, not the dialog
        event.preventDefault();
        if (closable) void leave();
      }}
      onClose={(event) => {
        // a browser closes by itself at a second Esc that nothing was pressed before
        if (event.target !== event.currentTarget || !event.currentTarget.isConnected) return;
        event.currentTarget.showModal();
        if (closable) void leave();
      }}
    >
      <header class="dialog-head">
        <h2 id={id} class="dialog-title">
          {title}
        </h2>
        {closable && <IconButton icon="close" label={m.close()} onClick={leave} />}
      </header>
      <div class="dialog-body" tabIndex={text ? 0 : undefined}>
        {guard?.broughtBack.value && (
          <Note>
            {m.broughtBack()}{" "}
            {guard.broughtBack.value.left.length > 0 && m.left(guard.broughtBack.value.left.join("; "))}{" "}
            <Button kind="quiet" onClick={() => guard.discard(true)}>
              {m.discard()}
            </Button>
          </Note>
        )}
        {children}
      </div>
      {footer && (
        <footer class="dialog-foot">
          <leaving.Provider value={leave}>{footer}</leaving.Provider>
        </footer>
      )}
    </dialog>
  );
}

interface Question {
  title: string;
  /** Names the object and the consequence. */
  text: string;
  confirm: string;
  tone?: "primary" | "danger";
}

const asked = signal<{ question: Question; answer: (yes: boolean) => void } | null>(null);

/** Ask before something that cannot be taken back: `if (await confirmed({...}))`. */
export function confirmed(question: Question): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise((resolve) => {
    asked.value = {
      question,
      answer: (yes) => {
        asked.value = null;
        resolve(yes);
      },
    };
  });
}

/** Mounted once by each page. */
export function ConfirmHost() {
  const current = asked.value;
  if (!current) return null;
  const { question, answer } = current;
  return (
    <Dialog
      title={question.title}
      onClose={() => answer(false)}
      footer={
        <>
          <Button onClick={() => answer(false)}>{m.cancel()}</Button>
          <Button kind={question.tone ?? "primary"} onClick={() => answer(true)}>
            {question.confirm}
          </Button>
        </>
      }
    >
      <p>{question.text}</p>
    </Dialog>
  );
}
