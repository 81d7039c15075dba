import type { ComponentChildren } from "preact";
import { FormDialog as Form } from "../../app/form-dialog";
import { closeAsked } from "./projects.state";

export { TextArea } from "../../app/form-dialog";

interface Props {
  title: string;
  submit: string;
  done: string;
  onSubmit: () => Promise<unknown>;
  ready?: boolean;
  width?: number;
  children: ComponentChildren;
}

/** The form of this desk: what was asked for is closed with it. */
export function FormDialog(props: Props) {
  return <Form {...props} onClose={closeAsked} />;
}
