import type { ComponentChildren } from "preact";
import { Problem } from "../api/problem";
import { messages } from "../locale/language";
import { noteDataChange } from "./changes";
import { FormDialog } from "./form-dialog";

const m = messages({
  save: ["保存", "Save"],
  saved: ["已保存。", "Saved."],
});

interface Props {
  title: string;
  text?: ComponentChildren;
  width?: number;
  /** The first thing that is wrong with what was typed; null = may be sent. */
  check: () => string | null;
  send: () => Promise<unknown>;
  onClose: () => void;
  submit?: string;
  done?: string;
  danger?: boolean;
  children: ComponentChildren;
}

/** A form whose entries are looked through before they are sent; lists and map ask again after it was accepted. */
export function FormFrame(props: Props) {
  const act = async () => {
    const wrong = props.check();
    if (wrong) throw new Problem(0, "client.entry", wrong, wrong);
    await props.send();
    noteDataChange();
  };
  return (
    <FormDialog
      title={props.title}
      width={props.width ?? 520}
      submit={props.submit ?? m.save()}
      done={props.done ?? m.saved()}
      danger={props.danger}
      onSubmit={act}
      onClose={props.onClose}
    >
      {props.text && <p class="quiet">{props.text}</p>}
      {props.children}
    </FormDialog>
  );
}
