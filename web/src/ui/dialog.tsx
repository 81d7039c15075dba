import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { messages } from "../locale/language";
import { Button, IconButton } from "./button";

const m = messages({ close: ["关闭", "Close"], cancel: ["取消", "Cancel"] });

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

/** A modal dialog: focus stays inside, Esc closes, focus returns to where it was. */
export function Dialog({ title, onClose, children, footer, width = 480, closable = true, text }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  // before the next paint: until it is modal, what lies beneath can still be pressed
  useLayoutEffect(() => {
    const element = box.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
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
        if (closable) onClose();
      }}
    >
      <header class="dialog-head">
        <h2 id={id} class="dialog-title">
          {title}
        </h2>
        {closable && <IconButton icon="close" label={m.close()} onClick={onClose} />}
      </header>
      <div class="dialog-body" tabIndex={text ? 0 : undefined}>
        {children}
      </div>
      {footer && <footer class="dialog-foot">{footer}</footer>}
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
